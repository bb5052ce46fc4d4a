import { describe, expect, it } from 'vitest'
import { listReportedDepartments } from '../../../src/domain/access/reports.js'
import type { CountedTicket } from '../../../src/domain/reports/fact.js'
import { listSlaFacts } from '../../../src/domain/reports/sla.js'
import { findBusinessTime } from '../../../src/domain/sla/business-time.js'
import type { RecordedEvent } from '../../../src/domain/sla/proof.js'
import { showClocks } from '../../../src/domain/sla/show-clocks.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import type { Status } from '../../../src/domain/ticket/status.js'
import { CALENDAR } from '../../support/calendar.js'
import { forAllScenarios, listChanges } from '../../support/scenarios.js'
import { person } from '../../support/tickets.js'

const hour = (n: number) => new Date(Date.UTC(2026, 0, 5, n, 20)).toISOString()
const PAUSE_IN = ['postponed', 'completed']
const DATES = {
  ...{ policyId: 'p', pauseIn: PAUSE_IN },
  ...{ firstResponseDueAt: hour(4), resolutionDueAt: hour(8) },
}
const PRESENT = {
  ...{ departmentId: 'IT', categoryId: null, assigneeId: 'a' },
  ...{ priority: 'high', channel: 'web' },
}
const NOTHING = {
  ...{ responsesMet: 0, responsesBreached: 0, responses: 0, responseSeconds: 0 },
  ...{ resolutionsMet: 0, resolutionsBreached: 0, resolutions: 0, resolutionSeconds: 0 },
}

type Told = [n: number, to: Status, event: { type: string; [member: string]: unknown }]
const assigned: Told = [0, 'assigned', { type: 'assign', dueDates: DATES }]
const answered: Told = [1, 'assigned', { type: 'first_response' }]

function record(told: readonly Told[]): RecordedEvent[] {
  let from: Status = 'open'
  let version = 1
  return told.map(([n, to, event], i) => {
    if (to === 'reopened') version += 1
    const recorded = { seq: i + 1, version, from, to, event: { ...event, at: hour(n) } }
    from = to
    return recorded as unknown as RecordedEvent // as much of an event as is counted
  })
}
const count = (...told: Told[]) => countOf({}, told)
const countOf = (over: Partial<CountedTicket>, told: readonly Told[]) =>
  listSlaFacts({
    ...{ present: PRESENT, isDeleted: false, calendars: [], surveys: [] },
    record: record(told),
    ...over,
  })
const undo = (seq: number) => ({ type: 'undo', undoes: { command: 'x', at: hour(0), seq } })

describe('what a ticket adds to the report on service levels', () => {
  it('stands in the quarter of an hour in which its clocks have started, as it is now', () => {
    expect(count(assigned)).toEqual([
      {
        area: 'sla',
        at: '2026-01-05T00:15:00.000Z',
        ...PRESENT,
        figures: { tickets: 1, ...NOTHING },
      },
    ])
  })
  it('is what was met, in the time that clocks ran', () => {
    const [fact] = count(
      assigned,
      [1, 'postponed', { type: 'postpone' }],
      [3, 'assigned', { type: 'restart' }],
      [4, 'assigned', { type: 'first_response' }],
      [5, 'completed', { type: 'complete' }],
      [6, 'resolved', { type: 'resolve' }],
    )
    expect(fact?.figures).toEqual({
      ...{ tickets: 1, responsesMet: 1, responsesBreached: 0, responses: 1, responseSeconds: 7200 },
      ...{ resolutionsMet: 1, resolutionsBreached: 0, resolutions: 1, resolutionSeconds: 10_800 },
    })
  })
  it('has what was asked before the assignment as met, in no time', () => {
    const question = { type: 'ask_clarification', isResponse: true }
    const [fact] = count([0, 'needs_clarification', question], [1, 'assigned', assigned[2]])
    expect(fact?.figures).toMatchObject({ responsesMet: 1, responses: 1, responseSeconds: 0 })
  })
  it('is not shorter by a pause that came before it, or after', () => {
    const [late] = count(
      [0, 'postponed', { type: 'postpone' }],
      [1, 'assigned', assigned[2]],
      [2, 'assigned', answered[2]],
      [3, 'closed', { type: 'close' }],
    )
    expect(late?.figures).toMatchObject({ responseSeconds: 3600, resolutionSeconds: 7200 })
    const [fact] = count(
      assigned,
      answered,
      [2, 'postponed', { type: 'postpone' }],
      [3, 'assigned', { type: 'restart' }],
    )
    expect(fact?.figures).toMatchObject({ responsesMet: 1, responseSeconds: 3600 })
  })
  it('is what was breached, once, however it ended, and how long that took', () => {
    const [fact] = count(
      assigned,
      [4, 'assigned', { type: 'breach_sla', clock: 'first_response' }],
      [6, 'assigned', { type: 'first_response' }],
      [8, 'assigned', { type: 'breach_sla', clock: 'resolution' }],
      [9, 'closed', { type: 'close' }],
    )
    expect(fact?.figures).toMatchObject({
      ...{ responsesMet: 0, responsesBreached: 1, responseSeconds: 6 * 3600 },
      ...{ resolutionsMet: 0, resolutionsBreached: 1, resolutionSeconds: 9 * 3600 },
    })
  })
  it('is met without a second by an answer that came before the assignment', () => {
    const [fact] = count([0, 'open', { type: 'first_response' }], [2, 'assigned', assigned[2]])
    expect(fact?.figures).toMatchObject({ responsesMet: 1, responses: 1, responseSeconds: 0 })
  })
  it('is neither met nor breached by a withdrawal or a rejection', () => {
    for (const to of ['withdrawn', 'rejected'] as const) {
      const dated = { ...DATES, pauseIn: undefined }
      const [fact] = count(
        [0, 'assigned', { type: 'assign', dueDates: dated }],
        [2, to, { type: 'withdraw' }],
      )
      expect(fact?.figures).toEqual({ tickets: 1, ...NOTHING })
    }
  })
  it('is nothing where nothing is promised, or not any more, or of what was deleted', () => {
    const none = { policyId: null, firstResponseDueAt: null, resolutionDueAt: null }
    expect(count([0, 'assigned', { type: 'assign', dueDates: none }])).toEqual([])
    expect(count(assigned, [1, 'assigned', { type: 'reassign', dueDates: none }])).toEqual([])
    expect(countOf({ isDeleted: true }, [assigned])).toEqual([])
    expect(count(assigned, [1, 'open', undo(1)])).toEqual([])
  })
  it('counts one clock alone where one is promised', () => {
    const one = { ...DATES, firstResponseDueAt: null }
    const [fact] = count([0, 'assigned', { type: 'assign', dueDates: one }], answered)
    expect(fact?.figures).toEqual({ tickets: 1, ...NOTHING })
    const other = { ...DATES, resolutionDueAt: null }
    const [answer] = count([0, 'assigned', { type: 'assign', dueDates: other }], answered)
    expect(answer?.figures).toEqual({
      ...{ tickets: 1, ...NOTHING, responsesMet: 1, responses: 1, responseSeconds: 3600 },
    })
  })
  it('is of each life by itself, with whom that had when it ended', () => {
    const fields = {
      departmentId: { from: 'HR', to: 'IT' },
      categoryId: { from: 'c', to: null },
      assigneeId: { from: null, to: 'a' },
      priority: { from: 'low', to: 'high' },
    }
    const facts = count(
      assigned,
      [2, 'closed', { type: 'close' }],
      [3, 'reopened', { type: 'reopen', dueDates: DATES }],
      [4, 'assigned', { type: 'reassign', fields }],
    )
    expect(
      facts.map(({ at, figures, area: _, ...rest }) => [at, figures.resolutionsMet, rest]),
    ).toEqual([
      [
        '2026-01-05T00:15:00.000Z',
        1,
        { departmentId: 'HR', categoryId: 'c', assigneeId: null, priority: 'low', channel: 'web' },
      ],
      ['2026-01-05T03:15:00.000Z', 0, PRESENT],
    ])
  })
  it('is what the clocks of each ticket show in the end, whatever its story', () => {
    const seen = { met: 0, breached: 0 }
    forAllScenarios((commits) => {
      const records = new Map<string, RecordedEvent[]>()
      const last = new Map<string, TicketState>()
      for (const { change, after } of commits.flatMap(listChanges)) {
        const { seq, version, status: to, id } = after
        const told = { seq, version, from: change.from, to, event: change.event }
        records.set(id, [...(records.get(id) ?? []), told])
        last.set(id, after)
      }
      for (const [id, state] of last) {
        if (state.status === 'withdrawn' || state.status === 'rejected') continue // these show no end
        const record = records.get(id) ?? []
        const ticket = {
          present: PRESENT,
          isDeleted: false,
          record,
          calendars: [CALENDAR],
          surveys: [],
        }
        const figures = listSlaFacts(ticket).at(-1)?.figures
        const time = findBusinessTime([CALENDAR], state.sla.calendar)
        for (const clock of showClocks(state, time, state.updatedAt)) {
          const isOther = clock.kind === 'next_response'
          if (isOther || (clock.state !== 'met' && clock.state !== 'breached')) continue
          seen[clock.state] += 1
          const prefix = clock.kind === 'resolution' ? 'resolutions' : 'responses'
          expect(figures?.[`${prefix}${clock.state === 'met' ? 'Met' : 'Breached'}`]).toBe(1)
        }
      }
    })
    expect(Math.min(seen.met, seen.breached)).toBeGreaterThan(0)
  })
})

describe('whose departments somebody reads reports of', () => {
  it.each([
    [['moderator'], [], 'd', [], null],
    [['admin'], [], null, [], null],
    [['manager'], ['reports.view'], 'd', [], null],
    [['agent'], ['reports.view'], null, [], null],
    [['manager'], [], 'd', ['d', 'e'], ['d', 'e']],
    [['manager'], [], null, [], []],
    [['agent'], [], 'd', ['d'], []],
  ] as const)('is by %s and %s', (roles, permissions, departmentId, headOf, expected) => {
    const who = person('p', {
      roles: [...roles],
      permissions: [...permissions],
      departmentId,
      headOf: [...headOf],
    })
    expect(listReportedDepartments(who)).toEqual(expected)
  })
})
