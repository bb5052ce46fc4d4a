import { describe, expect, it } from 'vitest'
import { addUpBacklog } from '../../../src/domain/reports/backlog.js'
import { listCsatFacts } from '../../../src/domain/reports/csat.js'
import { listFacts } from '../../../src/domain/reports/list-facts.js'
import type { RecordedEvent } from '../../../src/domain/sla/proof.js'

const hour = (n: number) => new Date(Date.UTC(2026, 0, 5, n, 20)).toISOString()
const PRESENT = {
  ...{ departmentId: 'IT', categoryId: null, assigneeId: 'a' },
  ...{ priority: 'high', channel: 'web' },
}
const event = (n: number, from: string | null, to: string, over: object) =>
  ({ seq: n, version: 1, from, to, event: { at: hour(n), ...over } }) as unknown as RecordedEvent // as much of it as is counted
const RECORD = [
  event(1, null, 'draft', { type: 'submit' }),
  event(2, 'draft', 'submitted', { type: 'submit' }),
  event(3, 'submitted', 'assigned', { type: 'assign' }),
  event(4, 'assigned', 'completed', { type: 'complete' }),
  event(5, 'completed', 'in_progress', { type: 'request_rework' }),
  event(6, 'in_progress', 'completed', { type: 'complete' }),
  event(7, 'completed', 'in_progress', { type: 'undo', undoes: { seq: 6 } }),
  event(8, 'in_progress', 'closed', { type: 'close' }),
  event(9, 'closed', 'closed', { type: 'set_tags' }),
  event(10, 'closed', 'reopened', { type: 'reopen' }),
]
const count = (record: readonly RecordedEvent[], isDeleted = false) =>
  listFacts({ present: PRESENT, isDeleted, record, calendars: [], surveys: [] })
const list = (record: readonly RecordedEvent[], isDeleted = false, area = 'volume') =>
  count(record, isDeleted)
    .filter((fact) => fact.area === area)
    .map(({ at, figures }) => [
      Number(at.slice(11, 13)),
      ...Object.keys(figures).filter((name) => figures[name] === 1),
    ])

describe('what became of a ticket', () => {
  it('is added where it did, without drafts and what was undone', () => {
    expect(list(RECORD)).toEqual([
      [2, 'created', 'came'],
      [4, 'completed'],
      [5, 'reworked'],
      [8, 'went'],
      [8, 'closed'],
      [10, 'reopened', 'came'],
    ])
  })
  it('is one reopening where a reopened one is put off and goes on', () => {
    const later = [
      event(11, 'reopened', 'postponed', { type: 'postpone' }),
      event(12, 'postponed', 'reopened', { type: 'restart' }),
    ]
    expect(list([...RECORD, ...later])).toEqual(list(RECORD))
  })
  it('is the creation of a sub-ticket with its first event', () => {
    expect(list([event(1, null, 'assigned', { type: 'submit' })])).toEqual([[1, 'created', 'came']])
  })
  it('is nothing of one that was deleted', () => {
    expect(count(RECORD, true)).toEqual([])
  })
})

describe('the backlog', () => {
  it.each([
    ['departmentId', 'HR', 'IT'],
    ['categoryId', 'c', null],
    ['assigneeId', null, 'a'],
    ['priority', 'low', 'high'],
  ])('is left where its %s changes, for that of another', (field, from, to) => {
    const moved = event(2, 'submitted', 'submitted', {
      type: 'set_category',
      fields: { [field]: { from, to }, title: { from: 'x', to: 'y' } },
    })
    const facts = count([event(1, null, 'submitted', { type: 'submit' }), moved])
    expect(facts.map((fact) => [fact[field as 'priority'], fact.figures])).toEqual([
      [from, { created: 1, came: 1 }],
      [from, { went: 1 }],
      [to, { came: 1 }],
    ])
  })
  it('is what came before and since, without what went, in every period that has any', () => {
    const flow = (from: string, key: string | null, name: string | null, ...n: number[]) => {
      const [came = 0, went = 0, closed = 0] = n
      return { from, key, name, came, went, closed }
    }
    const before = [
      flow('0', 'a', 'Ada', 3, 1),
      flow('1', 'a', 'Ada', 1, 0),
      flow('0', 'b', 'Bo', 1, 1),
    ]
    const flows = [
      flow('3', 'a', 'Ada', 0, 3, 3),
      flow('3', null, null, 1, 0),
      flow('2', 'c', 'Bo', 1, 0),
      flow('2', 'd', null, 2, 2),
    ]
    const stock = addUpBacklog(['2', '3', '4'], { before, flows, isDivided: true })
    expect(stock.map(({ from, key, open, closed }) => [from, key, open, closed])).toEqual([
      ...[
        ['2', 'a', 3, 0],
        ['2', 'c', 1, 0],
        ['2', 'd', 0, 0],
      ],
      ...[
        ['3', 'a', 0, 3],
        ['3', 'c', 1, 0],
        ['3', null, 1, 0],
      ],
      ...[
        ['4', 'c', 1, 0],
        ['4', null, 1, 0],
      ],
    ])
  })
})

it('the backlog of all is there in every period, also where it is nothing', () => {
  const flow = { from: '3', key: null, name: null, came: 1, went: 0, closed: 0 }
  const given = { before: [], flows: [flow], isDivided: false }
  const stock = addUpBacklog(['2', '3', '4'], given)
  expect(stock.map(({ from, came, open }) => [from, came, open])).toEqual([
    ['2', 0, 0],
    ['3', 1, 1],
    ['4', 0, 1],
  ])
})

describe('what was answered of surveys', () => {
  const figures = (over: object) => {
    const survey = { seq: 8, sentAt: hour(12), isAnswered: true, score: null, nps: null, ...over }
    const ticket = { present: PRESENT, isDeleted: false, record: RECORD, calendars: [] }
    const [fact] = listCsatFacts({ ...ticket, surveys: [survey] })
    expect(fact).toMatchObject({ area: 'csat', at: '2026-01-05T12:15:00.000Z', ...PRESENT })
    return fact?.figures
  }
  it.each([
    [{ isAnswered: false }, {}],
    [{}, { answered: 1 }],
    [{ score: 4 }, { answered: 1, ratings: 1, satisfied: 1, scores: 4 }],
    [{ score: 3 }, { answered: 1, ratings: 1, satisfied: 0, scores: 3 }],
    [{ nps: 9 }, { answered: 1, npsAnswers: 1, promoters: 1, detractors: 0 }],
    [{ nps: 8 }, { answered: 1, npsAnswers: 1, promoters: 0, detractors: 0 }],
    [{ nps: 6 }, { answered: 1, npsAnswers: 1, promoters: 0, detractors: 1 }],
  ])('of %j it counts', (over, expected) => {
    expect(figures(over)).toEqual({ sent: 1, ...expected })
  })
  it('counts by what the ticket was then, also where nothing that is counted happened', () => {
    const record = [
      event(2, null, 'submitted', { type: 'submit' }),
      event(6, 'submitted', 'submitted', { fields: { priority: { from: 'low', to: 'high' } } }),
    ]
    const byHand = (seq: number) => ({
      seq,
      sentAt: hour(seq),
      isAnswered: false,
      score: null,
      nps: null,
    })
    const surveys = [1, 4, 7].map(byHand)
    const ticket = { present: PRESENT, isDeleted: false, record, calendars: [], surveys }
    const told = listCsatFacts(ticket).map(({ priority }) => priority)
    expect(told).toEqual(['low', 'low', PRESENT.priority])
  })
})

describe('what was asked of approvers', () => {
  const asked = event(4, 'in_progress', 'awaiting_approval', { type: 'request_approval' })
  const end = (n: number, to: string, over: object) => event(n, 'awaiting_approval', to, over)
  const approve = { type: 'decide_approval', approved: true }
  const approvals = (...record: RecordedEvent[]) =>
    count(record).filter(({ area }) => area === 'approvals')
  it.each([
    ['pending', [], { requested: 1 }],
    ['pending at the next step', [end(5, 'awaiting_approval', approve)], { requested: 1 }],
    [
      'approved',
      [end(6, 'in_progress', approve)],
      { requested: 1, approved: 1, decisionSeconds: 7200 },
    ],
    [
      'rejected',
      [end(5, 'in_progress', { type: 'decide_approval', approved: false })],
      { requested: 1, rejected: 1, decisionSeconds: 3600 },
    ],
    ['cancelled', [end(5, 'closed', { type: 'close' })], { requested: 1, cancelled: 1 }],
    [
      'pending again by an undo',
      [
        end(5, 'closed', { type: 'close' }),
        event(6, 'closed', 'awaiting_approval', { type: 'undo', undoes: { seq: 5 } }),
      ],
      { requested: 1 },
    ],
  ])('is %s', (_, ends, figures) => {
    expect(approvals(asked, ...ends)).toMatchObject([{ at: '2026-01-05T04:15:00.000Z', figures }])
    expect(approvals(asked, ...ends)[0]?.figures).toEqual(figures)
  })
  it('is granted at once where the chain asks nobody, and not of an end that nobody asked for', () => {
    const atOnce = event(4, 'in_progress', 'in_progress', { type: 'request_approval' })
    const [fact] = approvals(atOnce)
    expect(fact?.figures).toEqual({ requested: 1, approved: 1, decisionSeconds: 0 })
    expect(approvals(end(5, 'closed', { type: 'close' }))).toEqual([])
  })
})

it('a backlog of more items than are answered is refused, and one of as many is not', () => {
  const add = (keys: number, periods: number) => {
    const before = Array.from({ length: keys }, (_, n) => ({
      ...{ from: '1', key: String(n), name: null, came: 1, went: 0, closed: 0 },
    }))
    const days = Array.from({ length: periods }, (_, n) => String(n + 2))
    return addUpBacklog(days, { before, flows: [], isDivided: true }).length
  }
  expect(add(100, 1_000)).toBe(100_000)
  expect(() => add(100, 1_001)).toThrow('too long')
})
