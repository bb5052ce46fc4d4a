import { describe, expect, it } from 'vitest'
import { foldQuotes } from '../../../src/domain/mail-in/fold-quotes.js'

describe('what is quoted', () => {
  it.each([
    ['below an answer', 'Yes.\n\nOn 1 May 2026, Bob wrote:\n> Is it?\n>\n> Bob\n\n', 'Yes.', 6],
    [
      'below an introduction in two lines',
      'Yes.\n\nOn 1 May 2026, Bob <bob@example.org>\nwrote:\n\n> Is it?',
      'Yes.',
      4,
    ],
    ['in German', 'Ja.\n\nAm 1. Mai schrieb Bob:\n> Ist es?', 'Ja.', 2],
    ['without an introduction', 'Yes.\n> Is it?', 'Yes.', 1],
    ['by Outlook', 'Yes.\n\n-----Original Message-----\nFrom: Bob\nSent: x\nHello', 'Yes.', 4],
    [
      'by Outlook with a line',
      'Yes.\n________________________________\nFrom: Bob\nSent: x\nTo: y\nHello',
      'Yes.',
      5,
    ],
    ['by headers alone', 'Yes.\n\nFrom: Bob\nSent: x\nTo: y\nSubject: z\n\nHello', 'Yes.', 6],
  ])('%s is folded', (_name, text, expected, folded) => {
    expect(foldQuotes(text)).toEqual({ text: expected, folded })
  })
  it.each([
    ['what is answered line by line', '> One?\nYes.\n> Two?\nNo.'],
    [
      'what was passed on',
      'See below.\n\n---------- Forwarded message ---------\nFrom: Bob\n\n> Hi',
    ],
    ['all there is', '> Is it?\n> Is it not?'],
    ['a line of underscores', 'One\n________________________________\nTwo'],
    ['a word before a colon', 'From: me\nBest wishes'],
    ['nothing', ''],
    ['a sentence that only ends so', `${'x'.repeat(500)} wrote:\nmore`],
  ])('%s stays', (_name, text) => {
    expect(foldQuotes(text)).toEqual({ text, folded: 0 })
  })
  it('an introduction of two lines that begins within a text takes nothing of it', () => {
    const text = 'First line\nsecond line as Bob wrote:\n> Is it?'
    expect(foldQuotes(text).text).toBe('First line\nsecond line as Bob wrote:')
    expect(foldQuotes('a\nb\nschrieb Bob:\n> Is it?').text).toBe('a\nb\nschrieb Bob:')
    expect(foldQuotes('no introduction here\n\n\n> Is it?').text).toBe('no introduction here')
  })
})
