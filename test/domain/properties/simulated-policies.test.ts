import { describe, expect, it } from 'vitest'
import type { ConditionalPolicy } from '../../../src/domain/sla/choose-policy.js'
import type { RecordedTicket } from '../../../src/domain/sla/simulation/recorded-ticket.js'
import { simulate } from '../../../src/domain/sla/simulation/simulate.js'
import { putPolicy } from '../../../src/domain/sla/simulation/under.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { BY_CALENDAR, CALENDAR } from '../../support/calendar.js'
import { type Commit, FOR_HR } from '../../support/scenario-commits.js'
import { forAllMoves, listChanges, runScenario } from '../../support/scenarios.js'
import { AT, policy } from '../../support/tickets.js'

/** Without levels: what they do changes what people find. */
const TEMPLATES = [
  policy({
    ...{ id: 'n', priority: 'normal', resolution: 'P3D', firstResponse: 'PT8H' },
    calendar: BY_CALENDAR,
  }),
  policy({ id: 'u', priority: 'urgent', resolution: 'PT4H' }),
]
const TERMS = { isDefault: false, matrix: null, warnAt: [50, 90] }
const HR: ConditionalPolicy = {
  ...{ ...TERMS, id: 'hr', version: 2, order: 1, calendar: BY_CALENDAR },
  conditions: { all: [{ field: 'departmentId', op: 'eq', value: 'hr' }] },
  targets: [
    { priority: 'normal', firstResponse: 'PT4H', resolution: 'P2D' },
    { priority: 'urgent', resolution: 'PT3H' },
  ],
  pauseIn: ['awaiting_approval'],
}
const FOR_ALL: ConditionalPolicy = {
  ...{ ...TERMS, id: 'all', version: 1, order: 5, calendar: null, conditions: {} },
  targets: [
    { priority: 'normal', firstResponse: 'PT1H', resolution: 'P1D' },
    { priority: 'urgent', firstResponse: 'PT30M', resolution: 'PT2H' },
  ],
  pauseIn: ['completed', 'postponed', 'needs_clarification'],
}
const answered = (nextResponse: string) =>
  FOR_ALL.targets.map((target) => ({ ...target, nextResponse }))
const ANSWERED = { ...FOR_ALL, targets: answered('PT2H') }
const ANSWERED_SOON = {
  ...{ ...ANSWERED, version: 2, calendar: BY_CALENDAR, pauseIn: [] },
  targets: answered('PT20M'),
}
const NORMAL_ONLY: ConditionalPolicy = {
  ...{ ...FOR_ALL, id: 'normal', calendar: BY_CALENDAR, isDefault: true, pauseIn: [] },
  targets: [{ priority: 'normal', resolution: 'PT6H' }],
}
const OTHER_HR = { ...HR, version: 3, calendar: null, pauseIn: [] }
const NOT_HR: ConditionalPolicy = {
  ...{ ...FOR_ALL, id: 'hr', version: 3 },
  conditions: { all: [{ field: 'departmentId', op: 'ne', value: 'hr' }] },
}

const SUBMITTED: RecordedTicket['events'][number] = { type: 'submit', at: AT, notifications: [] }
const NOBODY = { channel: 'web', customerTier: null }

/** All tickets of a scenario as their records have them. */
function recordTickets(
  commits: readonly Commit[],
): { ticket: RecordedTicket; last: TicketState }[] {
  const records = new Map<string, RecordedTicket['events']>()
  for (const { change, after } of commits.flatMap(listChanges)) {
    const first = after.type === 'ticket' ? [SUBMITTED] : []
    records.set(after.id, [...(records.get(after.id) ?? first), change.event])
  }
  const rows = commits.at(-1)?.after
  return (rows === undefined ? [] : [rows.parent, ...rows.subTickets]).flatMap((last) => {
    const events = records.get(last.id)
    return events === undefined
      ? []
      : [{ ticket: { present: readPresent(last), served: NOBODY, events }, last }]
  })
}

/** What is read of a ticket as it is now. */
function readPresent(last: TicketState): RecordedTicket['present'] {
  const { id, number, seq, type, parentId, requesterId, createdById, createdAt } = last
  const { priority, departmentId, categoryId, groupId, tags } = last
  const ids = { id, number, seq, type, parentId, requesterId, createdById, createdAt }
  return { ...ids, priority, departmentId, categoryId, groupId, tags }
}

const under = (
  policies: readonly ConditionalPolicy[],
  tried: ConditionalPolicy,
  until: string,
) => ({
  policyId: tried.id,
  facts: {
    policies: TEMPLATES,
    conditionalPolicies: putPolicy(policies, tried),
    calendars: [CALENDAR],
  },
  until,
})

function readClocks({ sla }: TicketState) {
  const { policyId, firstResponseDueAt, resolutionDueAt, firstResponseAt, paused, breaches } = sla
  const { at, answeredAt, dueAt } = sla.word ?? {}
  const dates = { policyId, firstResponseDueAt, resolutionDueAt, firstResponseAt, paused }
  const word = sla.nextResponseWithin === undefined ? {} : { at, answeredAt, dueAt }
  return { ...dates, ...word, breaches: breaches.toSorted() }
}

/** Few of each: the stories of simulation.test.ts are what seldom comes by chance. */
const RUNS = { runs: 25 }
const BEGIN = new Date(0).toISOString()

describe('the simulation of a policy', () => {
  it('by the policy that has run comes to what its record has come to, in every member', () => {
    forAllMoves((moves) => {
      for (const { ticket, last } of recordTickets(runScenario(moves))) {
        const tried = FOR_HR
        const { was, would } = simulate(ticket, under([FOR_HR], tried, BEGIN))
        expect(was.sla).toEqual(last.sla)
        expect(would).toBe(was)
      }
    }, RUNS)
  })

  it('by a version that says the same comes to the same dates and breaches', () => {
    forAllMoves((moves) => {
      const commits = runScenario(moves)
      for (const { ticket } of recordTickets(commits)) {
        const until = commits.at(-1)?.at ?? BEGIN
        const { was, would } = simulate(ticket, under([FOR_HR], { ...FOR_HR, version: 3 }, until))
        expect(readClocks(would)).toEqual(readClocks(was))
      }
    }, RUNS)
  })

  it('comes to what a run has come to that had the policy', () => {
    const seen = new Set<string>()
    for (const [before, tried] of [
      [[], FOR_ALL],
      [[HR], FOR_ALL],
      [[FOR_ALL], NORMAL_ONLY],
      [[FOR_ALL], HR],
      [[HR], OTHER_HR],
      [[HR], NOT_HR],
      [[ANSWERED], ANSWERED_SOON],
    ] as const) {
      const all = putPolicy(before, tried)
      forAllMoves((moves) => {
        const ran = runScenario(moves, { policies: TEMPLATES, conditionalPolicies: [...before] })
        const hadIt = runScenario(moves, { policies: TEMPLATES, conditionalPolicies: all })
        const trial = under(before, tried, hadIt.at(-1)?.at ?? BEGIN)
        const others = recordTickets(hadIt).map(({ ticket }) => simulate(ticket, trial).was)
        for (const { ticket } of recordTickets(ran)) {
          const { would } = simulate(ticket, trial)
          const other = others.find(({ id }) => id === would.id)
          expect(readClocks(would)).toEqual(other && readClocks(other))
          if (other?.sla.policyId === tried.id) seen.add(`${tried.id} ${other.sla.breaches}`)
        }
      }, RUNS)
    }
    expect(seen.size).toBeGreaterThan(5)
  })
})
