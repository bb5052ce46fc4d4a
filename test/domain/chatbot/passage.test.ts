import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composePassages } from '../../../src/domain/chatbot/compose.js'
import {
  choosePassages,
  MOST_PASSAGES,
  mayRead,
  PASSAGE_LENGTH,
} from '../../../src/domain/chatbot/passage.js'
import { buildPrompt } from '../../../src/domain/chatbot/prompt.js'
import { rankOwnTickets } from '../../../src/domain/chatbot/rank-tickets.js'
import { endReply, NEW_REPLY, takeWords } from '../../../src/domain/chatbot/reply.js'
import { article, expectSwift, own, PLACES, ticket } from './given.js'

describe('what a reader’s answers are made of', () => {
  const rights = fc.record({ userId: fc.constantFrom('me', 'you'), reach: fc.nat({ max: 2 }) })
  const found = fc.array(
    fc.oneof(
      fc
        .tuple(fc.nat(20), fc.nat({ max: 2 }), fc.nat(9))
        .map(([n, reach, score]) =>
          article(`a${n}`, { reach, score, text: `secret-a${n}-${reach}` }),
        ),
      fc
        .tuple(fc.nat(20), fc.constantFrom('me', 'you', 'them'), fc.nat(9))
        .map(([n, who, score]) => ticket(`t${n}`, who, { score, text: `secret-t${n}-${who}` })),
    ),
    { maxLength: 30 },
  )

  it('is theirs to read: nothing else is told to a model, cited, linked or shown', () => {
    fc.assert(
      fc.property(rights, found, fc.string(), (reader, all, question) => {
        const passages = choosePassages(all, reader, question)
        expect(passages.length).toBeLessThanOrEqual(MOST_PASSAGES)
        expect(passages.every((one) => mayRead(reader, one))).toBe(true)
        const parts = {
          language: 'en',
          earlier: [],
          question: '',
          passages,
          places: PLACES,
        } as const
        const prompt = JSON.stringify(buildPrompt(parts))
        const { reply, cited } = composePassages(passages, 'en', '')
        const words = '[1][2][3][4][5][6][7]. All of it.'
        const said = endReply(takeWords(NEW_REPLY, words, { passages, site: '' }), {
          passages,
          site: '',
        })
        const told = [
          prompt,
          reply,
          said.said,
          ...[...cited, ...said.cited].map(({ text }) => text),
        ].join()
        for (const one of all.filter((other) => !mayRead(reader, other))) {
          const isAlsoReadable = passages.some(({ id, text }) => id === one.id || text === one.text)
          if (!isAlsoReadable) expect(told).not.toMatch(new RegExp(`${one.text}\\b|/${one.id}\\)`))
        }
      }),
    )
  })

  it('is the best of it, each once, and of a long text the part that is asked about', () => {
    const long = `${'nothing here '.repeat(300)}the printer is jammed ${'or there '.repeat(300)}`
    const [first, ...others] = choosePassages(
      [
        article('b', { score: 2 }),
        article('a', { score: 3, text: long }),
        article('b'),
        ticket('t'),
      ],
      { userId: 'me', reach: 0 },
      'Printer jammed?',
    )
    expect(first?.id).toBe('a')
    expect(first?.text).toContain('printer is jammed')
    expect(first?.text).toHaveLength(PASSAGE_LENGTH)
    expect(others.map(({ id }) => id)).toEqual(['b', 't'])
    const [cutAtBegin] = choosePassages(
      [article('a', { text: long })],
      { userId: 'me', reach: 0 },
      'x',
    )
    expect(cutAtBegin?.text.startsWith('nothing here')).toBe(true)
    const endless = [article('a', { text: 'x '.repeat(10_000) })]
    expectSwift(() => choosePassages(endless, { userId: 'me', reach: 0 }, 'x'))
  })

  it('are of one’s own tickets those that have the words', () => {
    const tickets = [
      own(),
      own({ id: 't2', title: 'Salary', description: 'Late', status: 'closed' }),
    ]
    const [one, ...none] = rankOwnTickets(tickets, 'my mouse squeaks', 'en')
    expect(none).toEqual([])
    expect(one).toMatchObject({ kind: 'ticket', id: 't1', requesterId: 'me' })
    expect(one?.text).toContain('is being worked on')
    expect(rankOwnTickets(tickets, 'late salary mouse', 'en').map(({ id }) => id)).toEqual([
      't2',
      't1',
    ])
    expect(rankOwnTickets(tickets, '??', 'en')).toEqual([])
    expect(rankOwnTickets([], 'mouse', 'en')).toEqual([])
  })
})
