import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  composePassages,
  composeStanding,
  describeStanding,
  type OwnTicket,
} from '../../../src/domain/chatbot/compose.js'
import { chooseDepartment, draftFromWords, readDraft } from '../../../src/domain/chatbot/draft.js'
import { readIntent } from '../../../src/domain/chatbot/intent.js'
import { cite, linkTo } from '../../../src/domain/chatbot/links.js'
import {
  choosePassages,
  MOST_PASSAGES,
  mayRead,
  PASSAGE_LENGTH,
  type Passage,
} from '../../../src/domain/chatbot/passage.js'
import { buildPrompt } from '../../../src/domain/chatbot/prompt.js'
import { rankOwnTickets } from '../../../src/domain/chatbot/rank-tickets.js'
import { endReply, NEW_REPLY, takeWords } from '../../../src/domain/chatbot/reply.js'
import { reserveTokens, settleTokens } from '../../../src/domain/chatbot/tokens.js'
import { writeTranscript } from '../../../src/domain/chatbot/transcript.js'
import { STATUSES } from '../../../src/domain/ticket/status.js'
import { INJECTIONS } from './corpus.js'

const article = (id: string, over: object = {}): Passage => ({
  ...{ kind: 'article', id, title: `About ${id}`, text: `Text of ${id}`, score: 1, reach: 0 },
  ...over,
})
const ticket = (id: string, requesterId = 'me', over: object = {}): Passage => ({
  ...{ kind: 'ticket', id, title: id, text: `Text of ${id}`, score: 1, requesterId },
  ...over,
})
const PLACES = {
  departments: [
    { id: 'it', name: 'Information technology', code: 'IT' },
    { id: 'hr', name: 'People', code: 'HR' },
  ],
  categories: [
    { id: 'printers', name: 'Printers and scanners', departmentId: 'it' },
    { id: 'pay', name: 'Salary', departmentId: 'hr' },
    { id: 'lost', name: 'Unicorns', departmentId: 'gone' },
  ],
}
const own = (over: Partial<OwnTicket> = {}): OwnTicket => ({
  ...{ id: 't1', number: 'T-1', title: 'Broken <b>mouse</b>', status: 'in_progress' },
  ...{ department: 'IT', requesterId: 'me', description: 'It squeaks' },
  ...over,
})

/** What grows with the square of a text takes seconds; what does not is done in a few milliseconds. */
function expectSwift(work: () => unknown): void {
  const begun = performance.now()
  work()
  expect(performance.now() - begun).toBeLessThan(500)
}

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

describe('what a model is told', () => {
  it.each(INJECTIONS)('is data, whatever it says: %s', (hostile) => {
    const [system, user, ...more] = buildPrompt({
      language: 'de',
      earlier: Array.from({ length: 9 }, () => hostile.repeat(50)),
      question: hostile,
      passages: [article('a', { title: hostile, text: hostile })],
      places: { departments: [{ id: 'x', name: hostile, code: 'X' }], categories: [] },
    })
    expect(more).toEqual([])
    const plain = { language: 'de', earlier: [], question: '', passages: [] } as const
    const [same] = buildPrompt({ ...plain, places: { departments: [], categories: [] } })
    expect(system).toEqual(same)
    expect(user?.content).not.toMatch(/[<>|`\n\r]/)
    const data = JSON.parse(user?.content ?? '')
    expect(data.question).toBe(JSON.parse(JSON.stringify(hostile)))
    expect(data.passages).toHaveLength(1)
    expect(data.earlier).toHaveLength(4)
    expect(Object.keys(data)).toEqual(['question', 'earlier', 'passages', 'departments'])
    expect(user?.content).not.toContain('"id"')
  })

  it('costs what was reserved at most, and what is unknown costs that', () => {
    const reserved = reserveTokens([{ role: 'user', content: 'x'.repeat(2_000) }])
    expect(reserved).toBe(2_000)
    const ended = (usage: number | undefined, received = 800) =>
      settleTokens(reserved, { kind: 'ended', usage, received })
    expect([ended(700), ended(0), ended(-5), ended(undefined), ended(1e12), ended(0.5)]).toEqual([
      ...[700, 100, 100, reserved, reserved, reserved],
    ])
    expect(settleTokens(reserved, { kind: 'refused' })).toBe(0)
    expect(settleTokens(reserved, { kind: 'broken' })).toBe(reserved)
  })
})

describe('what somebody wants', () => {
  it.each([
    'Where is my ticket?',
    'What’s the status of my last ticket',
    'what about my request?',
    'Wo ist mein Ticket?',
    'Wie ist der Stand meiner Anfrage?',
    'Was ist mit meinem Ticket',
  ])('is where their tickets are: %s', (text) =>
    expect(readIntent(text)).toEqual({ kind: 'ticket_status', numbers: [] }),
  )
  it('is where the ticket of a number is', () => {
    for (const text of ['Where is t-12?', 'T-12', 'Status T-12 and T-12'])
      expect(readIntent(text)).toEqual({ kind: 'ticket_status', numbers: ['T-12'] })
    expect(readIntent('The cable of T-12 burns').kind).toBe('question')
  })
  it.each([
    'I want to talk to a real person',
    'Can I speak with somebody?',
    'Please connect me to a human agent',
    'Hand me over to one of your colleagues',
    'Ich möchte mit einem Menschen sprechen',
    'Gibt es hier einen echten Menschen?',
  ])('is a person: %s', (text) => expect(readIntent(text).kind).toBe('person'))
  it.each([
    'How do I reset my password?',
    'My ticket for the train is lost',
    'Wie drucke ich?',
    'How do I connect to the VPN agent?',
    'Who can talk the scanner into working with the backup agent?',
  ])('is an answer: %s', (text) => expect(readIntent(text).kind).toBe('question'))
})

describe('where a ticket is', () => {
  it('is said in words, in both languages, of every status', () => {
    const said = STATUSES.flatMap((status) => [
      describeStanding(own({ status }), 'en'),
      describeStanding(own({ status, department: null }), 'de'),
    ])
    expect(new Set(said).size).toBe(2 * STATUSES.length)
    expect(said[0]).toBe('T-1 “Broken mouse” (IT) is a draft and was not handed in yet.')
  })
  it('is told of one, of several, and of none', () => {
    const to = { language: 'en', site: '' } as const
    const [one, two] = [own(), own({ id: 't2', number: 'T-2' })]
    expect(composeStanding([one], [], to)).toMatchObject({
      reply: 'T-1 “Broken mouse” (IT) is being worked on. [1](/tickets/t1)',
      cited: [{ kind: 'ticket', id: 't1', title: 'T-1: Broken <b>mouse</b>' }],
    })
    expect(composeStanding([one, two], [], to).reply.split('\n')).toHaveLength(3)
    expect(composeStanding([], [], to)).toEqual({ reply: 'You have no open ticket.', cited: [] })
    expect(composeStanding([], ['T-9'], to).reply).toBe(
      'I know no ticket of yours with that number.',
    )
  })
})

describe('an answer without a model', () => {
  it('is the best passages with links, or that nothing is known', () => {
    const many = ['a', 'b', 'c', 'd'].map((id) => article(id))
    const { reply, cited } = composePassages(many, 'de', 'https://desk.example/')
    expect(reply).toContain('- About a [1](https://desk.example/kb/articles/a): Text of a')
    expect(cited.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(composePassages([], 'en', '').reply).toMatch(/^I don’t know/)
    const long = composePassages([article('a', { text: 'word '.repeat(200) })], 'en', '').reply
    expect(long).toMatch(/word …/)
    expect(composePassages([article('a', { text: 'x'.repeat(900) })], 'en', '').reply).toMatch(
      /x …/,
    )
    for (const hostile of INJECTIONS) {
      const hurt = composePassages(
        [article('a', { title: hostile, text: hostile })],
        'en',
        '',
      ).reply
      expect(hurt.replace('[1](/kb/articles/a)', '')).not.toMatch(/[[\]]|<[a-z/!?]|:\/\//i)
    }
  })
  it('cites articles and tickets, and leads to both', () => {
    expect(cite(article('a'))).toEqual({ articleId: 'a', title: 'About a' })
    expect(cite(ticket('t'))).toEqual({ ticketId: 't', title: 't' })
    expect(linkTo(ticket('t'), 'https://desk.example/')).toBe('https://desk.example/tickets/t')
  })
})

describe('a draft', () => {
  it('of a model goes only where there is something, in clean words', () => {
    const read = (draft: object | string) =>
      readDraft(typeof draft === 'string' ? draft : ` ${JSON.stringify(draft)}`, PLACES)
    const whole = { title: 'A <i>jam</i>\nagain', description: 'In [2](x)', department: 'it' }
    expect(read({ ...whole, category: 'printers and scanners' })).toEqual({
      ...{
        title: 'A jam again',
        description: 'In (2)',
        departmentId: 'it',
        categoryId: 'printers',
      },
    })
    expect(read({ ...whole, category: 'Salary' })).not.toHaveProperty('categoryId')
    expect(read({ ...whole, department: 'NOWHERE', category: 'Unicorns' })).toEqual({
      ...{ title: 'A jam again', description: 'In (2)' },
    })
    expect(read({ ...whole, department: 7 })).not.toHaveProperty('departmentId')
    for (const nothing of [
      '',
      '{',
      '[1]',
      'null',
      { title: 1, description: 'x' },
      { title: 'x', description: '<b>' },
      { title: 'x', description: 'x', more: 'x'.repeat(12_000) },
    ])
      expect(read(nothing)).toBeUndefined()
    expectSwift(() => read({ title: '<'.repeat(5_000), description: '<'.repeat(5_000) }))
  })
  it('is made of what somebody has asked', () => {
    const asked = ['Where is my ticket?', 'The printers jam. Again!', 'And they smoke']
    expect(draftFromWords(asked, PLACES)).toEqual({
      title: 'The printers jam.',
      description: 'The printers jam. Again!\n\nAnd they smoke',
      departmentId: 'it',
      categoryId: 'printers',
    })
    expect(draftFromWords(['A thing for the people'], PLACES)).toMatchObject({ departmentId: 'hr' })
    expect(draftFromWords(['Salary of the printers and scanners'], PLACES)).toMatchObject({
      categoryId: 'printers',
    })
    expect(draftFromWords(['Find my unicorns'], PLACES)).toEqual({
      ...{ title: 'Find my unicorns', description: 'Find my unicorns' },
    })
    expect(draftFromWords(['Where is my ticket?'], PLACES)?.title).toBe('Where is my ticket?')
    expect(draftFromWords([], PLACES)).toBeUndefined()
  })
  it('goes where it says, where its author filed last, or to the first', () => {
    const { departments } = PLACES
    expect(chooseDepartment({ departmentId: 'hr' }, departments, 'it')).toBe('hr')
    expect(chooseDepartment({ departmentId: 'gone' }, departments, 'hr')).toBe('hr')
    expect(chooseDepartment({}, departments, null)).toBe('it')
    expect(chooseDepartment({}, [], 'it')).toBeUndefined()
  })
})

describe('a conversation that goes with a ticket', () => {
  it('has the words of who asked, and of the answers what everybody may read who files tickets', () => {
    const text = writeTranscript(
      [
        { question: 'How?\nWhy?', reply: 'So [1](/x).', isShareable: true },
        { question: 'And my own?', reply: 'Secret', isShareable: false },
        { question: 'Hello?', reply: null, isShareable: true },
      ],
      'en',
    )
    expect(text).toContain('Person:\n> How?\n> Why?\n\nAssistant:\n> So [1](/x).')
    expect(text).not.toContain('Secret')
    expect(text.endsWith('> Hello?')).toBe(true)
    const long = { question: '❤'.repeat(50_000), reply: null, isShareable: true }
    expect(writeTranscript([long], 'de').length).toBeLessThan(40_100)
  })
})
