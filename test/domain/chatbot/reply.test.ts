import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText } from '../../../src/domain/chatbot/clean-text.js'
import type { Passage } from '../../../src/domain/chatbot/passage.js'
import {
  endReply,
  isFull,
  LONGEST_REPLY,
  NEW_REPLY,
  type ReplyFrame,
  takeWords,
} from '../../../src/domain/chatbot/reply.js'
import { LONGEST_SENTENCE, takeSentences } from '../../../src/domain/chatbot/sentences.js'
import { INJECTIONS } from './corpus.js'

const passage = (id: string, kind: 'article' | 'ticket' = 'article'): Passage =>
  kind === 'article'
    ? { kind, id, title: `About ${id}`, text: id, score: 1, reach: 0 }
    : { kind, id, number: id, title: id, text: id, score: 1, requesterId: 'me' }
const FRAME: ReplyFrame = {
  passages: [passage('a'), passage('b'), passage('c', 'ticket')],
  site: 'https://desk.example',
}
const A = '(https://desk.example/kb/articles/a)'
const B = '(https://desk.example/kb/articles/b)'

function tell(chunks: readonly string[], frame = FRAME) {
  let state = NEW_REPLY
  const told: string[] = []
  for (const chunk of chunks) {
    const next = takeWords(state, chunk, frame)
    expect(next.said.startsWith(state.said)).toBe(true)
    told.push(next.said.slice(state.said.length))
    state = next
  }
  const ended = endReply(state, frame)
  return { ...ended, deltas: [...told, ended.said.slice(state.said.length)] }
}

/** What anybody's program would make a link or an element of. */
const LINK = /\[([^\]]*)\]\(([^)]*)\)/g

function expectHarmless(said: string, frame = FRAME) {
  const allowed = frame.passages.map((passage) =>
    passage.kind === 'article'
      ? `https://desk.example/kb/articles/${passage.id}`
      : `https://desk.example/tickets/${passage.number}`,
  )
  for (const [, label, target] of said.matchAll(LINK)) {
    expect(label).toMatch(/^\d+$/)
    expect(allowed).toContain(target)
  }
  const rest = said.replace(LINK, '')
  expect(rest).not.toMatch(/<[a-z/!?]/i)
  expect(rest).not.toMatch(/[[\]]/)
  expect(rest).not.toMatch(/:\/\/|www\.|javascript:|mailto:|data:\w+\//i)
  expect(said).not.toMatch(/!\[/)
  expect(said).not.toMatch(/[\u202a-\u202e\u200b\0\u{e0000}-\u{e0fff}]/u)
  expect(said.isWellFormed()).toBe(true)
}

describe('the words of a model', () => {
  it('are said by whole sentences, with links to what they cite, in the order in which they cite it', () => {
    const { deltas, cited, said } = tell(['Restart it [2]', '. Then lo', 'g in [1, 2]! Bye'])
    expect(deltas).toEqual(['', `Restart it [1]${B}. `, `Then log in [2]${A} [1]${B}! `, 'Bye'])
    expect(cited.map(({ id }) => id)).toEqual(['b', 'a'])
    expect(said).toBe(deltas.join(''))
  })

  it('are never said where their paragraph cites nothing that is there', () => {
    expect(tell(['I know it all. Believe me [9].']).said).toBe('')
    const { said } = tell(['A claim.\n\nIt is so. As is written [1].\n\nAnother claim [0].'])
    expect(said).toBe(`It is so. As is written [1]${A}.\n\n`)
  })

  it('end with a draft that is not said', () => {
    const told = tell([
      'Not solved [1].\n**TICKET:** {"title": "A. b',
      '. c", "description": "d"',
      '}',
    ])
    expect(told.said).toBe(`Not solved [1]${A}.\n`)
    expect(told.draft).toBe(' {"title": "A. b. c", "description": "d"}')
    expect(tell(['TICKET: {']).draft).toBe(' {')
    expect(tell(['Yes [1]. TICKET: {"a": 1. ', '2}']).draft).toBe(' {"a": 1. 2}')
  })

  it('are not what a model thinks aloud', () => {
    expect(tell(['<thi', 'nk>So [1]. I must', ' lie [1].</th', 'ink>', '\nPull [1].']).said).toBe(
      `\nPull [1]${A}.`,
    )
    expect(tell([' <think>For ever [1]. ']).said).toBe('')
    expect(tell(['<b>Pull</b> [1].']).said).toBe(`Pull [1]${A}.`)
    expect(tell([]).said).toBe('')
  })

  it('have an end, however much comes', () => {
    const { said } = tell([
      'So [1]. ',
      ...Array.from({ length: 200 }, () => `${'word '.repeat(50)}`),
    ])
    expect(said.length).toBe(LONGEST_REPLY)
    expect(isFull({ ...NEW_REPLY, said })).toBe(true)
    expect(isFull(NEW_REPLY)).toBe(false)
    expect(isFull({ ...NEW_REPLY, draft: 'x'.repeat(10_000) })).toBe(true)
    expect(takeSentences('x'.repeat(LONGEST_SENTENCE + 1)).sentences).toHaveLength(1)
    expect(takeSentences(`${'x'.repeat(LONGEST_SENTENCE - 10)} ${'y'.repeat(20)}`)).toMatchObject({
      rest: 'y'.repeat(20),
    })
  })

  it('are no longer, and take no longer, for line ends without end between them', () => {
    const begun = performance.now()
    const { said } = tell([`So [1].${'\n'.repeat(100_000)}Or so [1].`])
    expect(performance.now() - begun).toBeLessThan(500)
    expect(said).toMatch(/^So \[1\]\S+\n{2,8}Or so \[1\]\S+$/)
  })

  it.each(INJECTIONS)('do nothing to their reader: %s', (hostile) => {
    for (const text of [hostile, `[1] ${hostile}`, `${hostile} [1]`, `So${hostile}[1]${hostile}.`])
      expectHarmless(tell([text]).said)
    expectHarmless(cleanText(hostile))
  })

  const piece = fc.oneof(
    fc.constantFrom(...INJECTIONS),
    fc.constantFrom(
      '[1]',
      '[2] ',
      '[7]',
      '. ',
      '! ',
      '\n',
      '\n\n',
      '<',
      '>',
      '[',
      ']',
      '(',
      ')',
      '!',
    ),
    fc.constantFrom('https:', '//', 'evil.example/', ' ', 'TICKET: ', '{"title":"x"}'),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )

  it('are harmless whatever they are, and the same however they come divided', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), fc.nat(), (pieces, seed) => {
        const whole = pieces.join('')
        const size = (seed % 7) + 1
        const chunks = whole.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
        const once = tell([whole])
        const divided = tell(chunks)
        expect(divided).toMatchObject({ said: once.said, draft: once.draft, cited: once.cited })
        expectHarmless(once.said)
        for (const one of once.cited) expect(FRAME.passages).toContain(one)
        for (const n of [...once.said.matchAll(LINK)])
          expect(Number(n[1])).toBeLessThanOrEqual(once.cited.length)
      }),
      { numRuns: 500 },
    )
  })

  it('once cleaned stay as they are', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const cleaned = cleanText(pieces.join(''))
        expect(cleanText(cleaned)).toBe(cleaned)
      }),
    )
  })
})
