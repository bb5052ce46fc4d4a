import { describe, expect, it } from 'vitest'
import { cut, oneLine, quoteLines } from '../../src/domain/text.js'

describe('what somebody wrote', () => {
  it('is one line as a part of ours: no end of line of any kind, no control, no turned writing', () => {
    expect(oneLine('a\r\nb\u2028c\u2029d\u0085e\u0000f\tg\u001b[0m')).toBe('a b c d e f g [0m')
    expect(oneLine('\u202egpj.exe\u2066 x\u200f')).toBe('gpj.exe x')
    expect(oneLine('  Zoë 👩‍💻 שלום  ')).toBe('Zoë 👩‍💻 שלום')
  })
  it('is marked as theirs in each of its lines', () => {
    expect(quoteLines('one\r\n\r\nHello Rosa,\u2028\u202etwo\r')).toBe(
      '> one\n>\n> Hello Rosa,\n> two',
    )
  })
  it('is cut by characters, not within one', () => {
    expect(cut('👍👍👍', 3)).toBe('👍👍👍')
    expect(cut('👍👍👍', 2)).toBe('👍…')
  })
})
