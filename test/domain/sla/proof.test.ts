import { describe, expect, it } from 'vitest'
import { proveSla } from '../../../src/domain/sla/proof.js'
import type { Status } from '../../../src/domain/ticket/status.js'
import {
  assigned,
  compute,
  DATES,
  day,
  type Recorded,
  record,
  steps,
  undo,
} from './proof-record.js'

const LATER = { policyId: 'u', firstResponseDueAt: day(2), resolutionDueAt: day(9) }

const NONE = { policyId: null, firstResponseDueAt: null, resolutionDueAt: null }

const DAY = 86_400_000

describe('the proof of the clocks', () => {
  it('lists every start, pause, resume, warning, breach and end, with what remained', () => {
    const { steps: all, computed } = proveSla(
      record(
        assigned,
        [1, 'assigned', { type: 'first_response' }],
        [2, 'postponed', { type: 'postpone' }],
        [4, 'assigned', { type: 'restart' }],
        [5, 'assigned', { type: 'warn_sla', clock: 'resolution' }],
        [8, 'assigned', { type: 'breach_sla', clock: 'resolution' }],
        [9, 'completed', { type: 'complete' }],
      ),
    )
    expect(all.map(({ clock, kind, remainingMs }) => [clock, kind, remainingMs / DAY])).toEqual([
      ['first_response', 'start', 1],
      ['resolution', 'start', 4],
      ['first_response', 'met', 1],
      ['resolution', 'pause', 3],
      ['resolution', 'resume', 3],
      ['resolution', 'warn', 2],
      ['resolution', 'breach', -1],
      ['resolution', 'met', -2],
    ])
    expect(computed).toEqual({
      firstResponseDueAt: day(2),
      resolutionDueAt: day(7),
      ...{ firstResponseAt: day(1), nextResponseDueAt: null, nextResponseAt: null },
      ...{ paused: false, breached: true },
    })
  })

  it('has what was said before wait from the assignment on, through promises and pauses', () => {
    const pauseIn = ['postponed']
    const promise = { ...DATES, pauseIn, nextResponseWithin: 'P2D' }
    const all: Recorded[] = [
      [1, 'assigned', { type: 'assign', dueDates: { ...promise, waitingSince: day(1) } }],
      [2, 'assigned', { type: 'change_priority', dueDates: { ...LATER, pauseIn } }],
      [3, 'postponed', { type: 'postpone' }],
      [4, 'assigned', { type: 'restart' }],
    ]
    expect(compute(...all.slice(0, 1)).nextResponseDueAt).toBe(day(3))
    expect(compute(...all).nextResponseDueAt).toBeNull()
    const back: Recorded = [5, 'assigned', { type: 'change_priority', dueDates: promise }]
    expect(compute(...all, back).nextResponseDueAt).toBe(day(4))
    const unheard: Recorded = [2, 'assigned', { type: 'requester_message' }]
    expect(compute(assigned, unheard).nextResponseDueAt).toBeNull() // its promise was undone
  })

  it('begins a clock anew where its date changes, and only that one', () => {
    expect(
      steps(
        assigned,
        [2, 'assigned', { type: 'change_priority', dueDates: LATER }],
        [3, 'assigned', { type: 'reassign', dueDates: null, resolutionDueAt: null }],
        [3, 'assigned', { type: 'reassign', dueDates: null, resolutionDueAt: day(12) }],
      ),
    ).toEqual([
      '1 first_response start',
      '1 resolution start',
      '2 resolution due',
      '4 resolution due',
    ])
  })

  it('knows a breach for the version, whatever becomes of its date', () => {
    const breach: Recorded = [5, 'assigned', { type: 'breach_sla', clock: 'resolution' }]
    const moved: Recorded = [6, 'assigned', { type: 'change_priority', dueDates: LATER }]
    expect(compute(assigned, breach).breached).toBe(true)
    expect(compute(assigned, breach, moved).breached).toBe(true)
  })

  it('knows a response by its event, and the first one alone', () => {
    const progressed: Recorded = [2, 'assigned', { type: 'progress' }]
    expect(steps(assigned, progressed, [3, 'assigned', { type: 'progress' }])).toEqual([
      '1 first_response start',
      '1 resolution start',
      '2 first_response met',
    ])
  })

  it('knows from the event whether it is one where its kind does not tell', () => {
    const asked = (said: object): Recorded[] => [
      [1, 'needs_clarification', { type: 'ask_clarification', ...said }],
      [2, 'submitted', { type: 'answer_clarification' }],
      [3, 'assigned', { type: 'assign', dueDates: LATER }],
    ]
    expect(compute(...asked({ isResponse: true })).firstResponseAt).toBe(day(1))
    expect(steps(...asked({ isResponse: true }))).toEqual(['3 resolution start'])
    expect(compute(...asked({})).firstResponseAt).toBeNull() // asked before it was a response
    const own: Recorded = [2, 'assigned', { type: 'progress', isResponse: false }]
    const others: Recorded = [3, 'assigned', { type: 'progress' }]
    expect(compute(assigned, own, others).firstResponseAt).toBe(day(3))
    const back: Recorded = [2, 'submitted', undo(1, 'ask_clarification')]
    const [question] = asked({ isResponse: true }) as [Recorded]
    expect(compute(question, back).firstResponseAt).toBeNull()
    const again: Recorded = [3, question[1], question[2]]
    expect(compute(question, back, again).firstResponseAt).toBe(day(3))
    const said: Recorded = [1, 'needs_clarification', { type: 'first_response' }]
    expect(compute(question, said, [2, 'submitted', undo(1, 'x')]).firstResponseAt).toBe(day(1))
  })

  it('goes on with whatever leads back to work, and is met by whatever ends it', () => {
    const met = (to: Status, type: string) =>
      steps(assigned, [2, to, { type }], [3, to, { type: 'set_tags' }]).at(-1)
    expect(met('completed', 'set_tags')).toBe('2 resolution met')
    expect(met('closed', 'close')).toBe('2 resolution met')
    expect(met('withdrawn', 'withdraw')).toBe('2 resolution met')
    expect(
      steps(
        assigned,
        [2, 'completed', { type: 'complete' }],
        [2, 'resolved', { type: 'resolve' }],
        [3, 'in_progress', { type: 'request_rework' }],
        [4, 'completed', { type: 'complete' }],
        [5, 'closed', { type: 'auto_close' }],
      ).slice(2),
    ).toEqual([
      '2 first_response met',
      '2 resolution met',
      '4 resolution resume',
      '5 resolution met',
    ])
  })

  it('begins anew with a new version', () => {
    const reopened: Recorded = [6, 'reopened', { type: 'reopen', dueDates: LATER }]
    const all = [
      assigned,
      [2, 'assigned', { type: 'progress' }],
      [5, 'closed', { type: 'close' }],
    ] as Recorded[]
    expect(steps(...all, reopened).slice(4)).toEqual([
      '4 first_response start',
      '4 resolution start',
    ])
    expect(compute(...all, reopened)).toEqual({
      firstResponseDueAt: day(2),
      resolutionDueAt: day(9),
      ...{ firstResponseAt: null, nextResponseDueAt: null, nextResponseAt: null },
      ...{ paused: false, breached: false },
    })
  })

  it('ends a pause by whatever leaves it, or deletes the ticket', () => {
    const postponed: Recorded = [2, 'postponed', { type: 'postpone' }]
    const later = { resolutionDueAt: day(6), firstResponseDueAt: day(3), paused: false }
    expect(compute(assigned, postponed).paused).toBe(true)
    expect(compute(assigned, postponed, [3, 'closed', { type: 'close' }])).toMatchObject(later)
    const deleted = { type: 'delete_sub_ticket', fields: { deletedAt: { from: null, to: day(3) } } }
    expect(compute(assigned, postponed, [3, 'postponed', deleted])).toMatchObject(later)
    const reminded: Recorded = [3, 'postponed', { type: 'remind_postponed' }]
    expect(compute(assigned, postponed, reminded)).toMatchObject({ paused: true })
  })

  it('goes on after a resolution that is reworked with what was left when it was resolved', () => {
    const dueDates = { ...DATES, pauseIn: ['completed'] }
    const all: Recorded[] = [
      [1, 'assigned', { type: 'assign', dueDates }],
      [1, 'assigned', { type: 'first_response' }],
      [2, 'completed', { type: 'complete' }],
      [3, 'resolved', { type: 'resolve' }],
    ]
    const reworked: Recorded = [7, 'in_progress', { type: 'request_rework' }]
    expect(compute(...all)).toMatchObject({ resolutionDueAt: day(6), paused: false })
    expect(compute(...all, reworked)).toMatchObject({ resolutionDueAt: day(10), paused: false })
    expect(steps(...all, reworked).slice(3)).toEqual([
      '3 resolution pause',
      '4 resolution resume',
      '4 resolution met',
      '5 resolution resume',
    ])
    const closed: Recorded = [7, 'closed', { type: 'close' }]
    expect(compute(...all, closed)).toMatchObject({ resolutionDueAt: day(6), paused: false })
  })

  it('does not shift a first response that was given', () => {
    const all: Recorded[] = [
      assigned,
      [1, 'assigned', { type: 'first_response' }],
      [2, 'postponed', { type: 'postpone' }],
      [3, 'assigned', { type: 'restart' }],
    ]
    expect(compute(...all)).toMatchObject({ firstResponseDueAt: day(2), resolutionDueAt: day(6) })
  })

  it('lets time postponed before the first assignment shift nothing', () => {
    const all: Recorded[] = [
      [1, 'postponed', { type: 'postpone' }],
      [3, 'open', { type: 'restart' }],
      [3, 'assigned', { type: 'assign', dueDates: DATES }],
    ]
    expect(compute(...all)).toMatchObject({ resolutionDueAt: day(5), firstResponseDueAt: day(2) })
    const reassigned: Recorded = [3, 'assigned', { type: 'reassign', dueDates: DATES }]
    const straight = compute([1, 'postponed', { type: 'postpone' }], reassigned)
    expect(straight).toMatchObject({ resolutionDueAt: day(5), paused: false })
  })

  it('has no steps where there are no dates', () => {
    const dated: Recorded = [1, 'assigned', { type: 'assign', dueDates: NONE }]
    expect(steps(dated, [2, 'postponed', { type: 'postpone' }])).toEqual([])
  })
})
