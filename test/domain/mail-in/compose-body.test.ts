import { describe, expect, it } from 'vitest'
import { maskCardNumbers } from '../../../src/domain/billing/card-number.js'
import { cleanSubject, cleanText } from '../../../src/domain/mail-in/clean-text.js'
import { composeBody } from '../../../src/domain/mail-in/compose-body.js'

describe('words', () => {
  it('are cleaned of what is not seen, and of card numbers', () => {
    expect(
      cleanText('a\r\nb\rc\u2028d \u0000\u202ee\ud800 \n\n\n\n\n4111 1111 1111 1111\u00a0!'),
    ).toBe('a\nb\nc\nd e\ufffd\n\n\n[card number removed] !')
    const id = '41111111-1111-1111-8111-411111111111'
    expect(maskCardNumbers(`${id} 4111111111111111`)).toBe(`${id} [card number removed]`)
    expect(maskCardNumbers('12 4111111111111111')).toBe('12 [card number removed]')
    const two = 'ours 4111 1111 1111 1111 12/28 and 5500-0000-0000-0004 1'
    expect(maskCardNumbers(two)).toBe(
      'ours [card number removed] 12/28 and [card number removed] 1',
    )
    expect(maskCardNumbers('4111111111111112')).toBe('4111111111111112')
  })
  it('are cleaned as swiftly of thousands of card numbers', () => {
    const begun = performance.now()
    expect(maskCardNumbers('4111 1111 1111 1111,'.repeat(25_000))).toHaveLength(25_000 * 22)
    expect(performance.now() - begun).toBeLessThan(500)
  })
  it('of a subject lose what mail programs put before it', () => {
    expect(cleanSubject('AW: Re[2]: Fwd:  Printer\n burns', '-')).toBe('Printer burns')
    expect(cleanSubject('Re: ', '(no subject)')).toBe('(no subject)')
    expect(cleanSubject('x'.repeat(300), '-')).toHaveLength(200)
  })
  it('say what was folded and not taken, whose they are, and where the rest is', () => {
    const words = { text: 'Hello', folded: 0, left: [], writtenBy: null }
    expect(composeBody(words, 100)).toEqual({ body: 'Hello', rest: null })
    expect(composeBody({ ...words, text: '' }, 100).body).toBe('(no text)')
    expect(composeBody({ ...words, folded: 1, left: ['a.exe'], writtenBy: 'Ann' }, 200).body).toBe(
      'Mail of Ann:\n\nHello\n\n[1 quoted line folded]\n\n[not taken: a.exe]',
    )
    const left = Array.from({ length: 12 }, (_, n) => `${n}.exe`)
    expect(composeBody({ ...words, folded: 2, left }, 300).body).toContain('9.exe and 2 more]')
    const long = composeBody({ ...words, text: 'x'.repeat(2_000) }, 1_000)
    expect(long.rest).toHaveLength(2_000)
    expect([...long.body].length).toBeLessThanOrEqual(1_000)
    expect(composeBody({ ...words, text: 'x'.repeat(2_000) }, 10).body).toHaveLength(10)
  })
})
