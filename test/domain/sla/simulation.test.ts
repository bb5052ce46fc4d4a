import { expect, it } from 'vitest'
import type { Actor } from '../../../src/domain/people.js'
import type { ConditionalPolicy } from '../../../src/domain/sla/choose-policy.js'
import { addFigures, NO_FIGURES, simulatePart } from '../../../src/domain/sla/simulation/outcome.js'
import type { RecordedTicket } from '../../../src/domain/sla/simulation/recorded-ticket.js'
import { simulate } from '../../../src/domain/sla/simulation/simulate.js'
import { putPolicy } from '../../../src/domain/sla/simulation/under.js'
import { createChange } from '../../../src/domain/ticket/change.js'
import { type CommandName, getCommand } from '../../../src/domain/ticket/commands/index.js'
import type { NewEvent } from '../../../src/domain/ticket/events.js'
import type { Facts } from '../../../src/domain/ticket/facts.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { BY_CALENDAR, CALENDAR } from '../../support/calendar.js'
import { given } from '../../support/given.js'
import { AT, factsFor, IT, PEOPLE, policy, ticketIn } from '../../support/tickets.js'

type Step = [day: number, name: CommandName, payload?: object]

const dayAt = (day: number) => new Date(Date.parse(AT) + day * 86_400_000).toISOString()
const TEMPLATES = [
  policy({ id: 'n', priority: 'normal', resolution: 'P3D', firstResponse: 'PT8H' }),
  policy({ id: 'u', priority: 'urgent', resolution: 'PT4H' }),
]
const NAMED = policy({ id: 'named', priority: 'normal', resolution: 'P9D', isDefault: false })
const ALL: ConditionalPolicy = {
  ...{ id: 'all', version: 1, order: 5, isDefault: false, matrix: null, warnAt: [] },
  ...{ calendar: null, conditions: {}, pauseIn: [] },
  targets: [
    { priority: 'normal', firstResponse: 'PT1H', resolution: 'P1D' },
    { priority: 'urgent', firstResponse: 'PT1H', resolution: 'PT2H' },
  ],
}
const HR: ConditionalPolicy = {
  ...{ ...ALL, id: 'hr', order: 1, calendar: BY_CALENDAR },
  conditions: { all: [{ field: 'departmentId', op: 'eq', value: 'hr' }] },
  targets: [
    { priority: 'normal', firstResponse: 'P2D', resolution: 'P5D' },
    { priority: 'urgent', resolution: 'P2D' },
  ],
}

/** A ticket to which all this was done, among these policies. */
function run(steps: readonly Step[], conditionalPolicies: ConditionalPolicy[]) {
  const facts = {
    policies: [...TEMPLATES, NAMED],
    ...{
      conditionalPolicies,
      calendars: [CALENDAR],
      waitingSince: dayAt(0.5),
      people: { ...PEOPLE },
    },
    departments: {
      [IT]: { headId: 'head', handlesFinance: false },
      hr: { headId: 'otherAgent', handlesFinance: false },
    },
  }
  let state: TicketState = ticketIn('submitted', { undo: null, teamMembers: [] })
  const events: RecordedTicket['events'][number][] = [{ type: 'submit', at: AT, notifications: [] }]
  for (const [day, name, payload] of steps) {
    if (name === 'set_category' || name === 'set_department') {
      const { change, isByPerson } = move(state, name, payload, { at: dayAt(day), facts })
      events.push({ ...change.event, ...(isByPerson ? { isByPerson } : {}) })
      state = change.state
      continue
    }
    const texts = ['reason', 'notes', 'question', 'answer']
    const then = given(state).when(whoDoes(name, state), name, payload, {
      ...{ at: dayAt(day), facts, texts },
    })
    if (then.change === undefined) throw new Error(`${name}: ${JSON.stringify(then.refusal)}`)
    events.push(then.change.event)
    state = then.state
  }
  return { ticket: describe(state, events), state }
}

/** By a macro of a person, or by a rule: no command of a person does it. */
function move(
  state: TicketState,
  name: 'set_category' | 'set_department',
  payload: object = {},
  { at, facts }: { at: string; facts: Partial<Facts> },
) {
  const isByPerson = !('byRule' in payload)
  const actor: Actor = isByPerson
    ? { kind: 'user', id: 'moderator', by: 'macro' }
    : { kind: 'system' }
  const command = { ...{ commandId: 'c', actor, payload }, textsGiven: [] }
  const event = getCommand(name).decide(state, command as never, {
    at,
    facts: factsFor(null, facts),
  }) // as its name has it
  const happened = { ...event, type: name, at } as NewEvent
  return { change: createChange(state, happened, [CALENDAR]), isByPerson }
}

function whoDoes(name: CommandName, { assigneeId }: TicketState) {
  if (name === 'answer_clarification') return 'requester'
  return name === 'start' ? ((assigneeId ?? 'moderator') as 'head' | 'otherAgent') : 'moderator'
}

function describe(
  { id, number, seq, type, parentId, requesterId, createdById, createdAt, ...state }: TicketState,
  events: RecordedTicket['events'],
): RecordedTicket {
  const { priority, departmentId, categoryId, groupId, tags } = state
  const ids = { id, number, seq, type, parentId, requesterId, createdById, createdAt }
  const chosenBy = { priority, departmentId, categoryId, groupId, tags }
  return {
    present: { ...ids, ...chosenBy },
    ...{ served: { channel: 'web', customerTier: null }, events },
  }
}

const under = (tried: ConditionalPolicy, others: readonly ConditionalPolicy[] = [], day = 0) => ({
  policyId: tried.id,
  facts: {
    ...{ policies: TEMPLATES, calendars: [CALENDAR] },
    conditionalPolicies: putPolicy(others, tried),
  },
  until: dayAt(day),
})

const dates = ({ sla }: TicketState) => [
  ...[sla.word?.at, sla.word?.dueAt],
  ...[sla.policyId, sla.firstResponseDueAt, sla.resolutionDueAt, sla.isDueDateNamed],
]

const TO_HR = { departmentId: 'hr', assigneeId: 'otherAgent' }
const PAUSED: Step[] = [
  [0, 'assign'],
  [0.01, 'start'],
  [0.1, 'postpone'],
  [0.9, 'restart'],
]
const URGENT = { priority: 'urgent' }
const DUE = { dueAt: dayAt(8) }
const END: Step[] = [
  [2, 'close'],
  [2.1, 'reopen'],
]
const NOT_HR = {
  ...{ ...HR, version: 2 },
  conditions: { all: [{ field: 'departmentId', op: 'ne' as const, value: 'hr' }] },
}

/** It promises answers where it is urgent. */
const answered = (nextResponse: string): ConditionalPolicy => ({
  ...ALL,
  targets: ALL.targets.map((one) => (one.priority === 'urgent' ? { ...one, nextResponse } : one)),
})

interface Story {
  what: string
  tried: ConditionalPolicy
  others?: ConditionalPolicy[]
  steps: Step[]
}

const IN_HR = { departmentId: 'hr' }
const VPN = { conditions: { all: [{ field: 'categoryId', op: 'eq' as const, value: 'vpn' }] } }

const STORIES: Story[] = [
  {
    what: 'whom a person moves to another department is served there',
    ...{ tried: ALL, others: [HR] },
    steps: [...PAUSED, [1, 'set_department', IN_HR]],
  },
  {
    what: 'also where nobody else would have',
    ...{ tried: HR, steps: [...PAUSED, [1, 'set_department', IN_HR]] },
  },
  {
    what: 'or goes on where the same would have',
    ...{ tried: { ...ALL, order: 0 }, others: [HR] },
    steps: [...PAUSED, [1, 'set_department', IN_HR]],
  },
  {
    what: 'what another policy gives there stays as it was',
    tried: { ...ALL, targets: [{ priority: 'low', resolution: 'P1D' }] },
    ...{ others: [HR], steps: [...PAUSED, [1, 'set_department', IN_HR]] },
  },
  {
    what: 'nothing comes of a category that no policy is about',
    ...{ tried: HR, steps: [...PAUSED, [1, 'set_category', { categoryId: 'vpn' }]] },
  },
  {
    what: 'one comes of a category that it is about, and none of what a rule does',
    tried: { ...ALL, ...VPN },
    steps: [
      ...PAUSED,
      [1, 'set_category', { categoryId: 'other', byRule: true }],
      [1.1, 'set_category', { categoryId: 'vpn' }],
    ],
  },
  {
    what: 'none of a category that a rule has put it in, though it is about it',
    tried: { ...ALL, ...VPN },
    steps: [...PAUSED, [1, 'set_category', { categoryId: 'vpn', byRule: true }]],
  },
  {
    what: 'a category before the first assignment has one chosen with that',
    tried: { ...ALL, ...VPN },
    steps: [
      [0, 'set_category', { categoryId: 'vpn' }],
      [0.1, 'assign'],
    ],
  },
  {
    what: 'who has waited when an answer was promised waits by the other promise',
    ...{ tried: { ...answered('PT1H'), version: 2 }, others: [answered('PT2H')] },
    steps: [
      [0, 'assign'],
      [0.01, 'start'],
      [1, 'change_priority', URGENT],
    ],
  },
  {
    what: 'what another policy gives stays as it was',
    tried: { ...ALL, targets: [{ priority: 'low', resolution: 'P1D' }] },
    ...{ others: [HR], steps: [...PAUSED, [1, 'reassign', TO_HR]] },
  },
  {
    what: 'what it has no part in stays as it was',
    tried: HR,
    steps: [...PAUSED, [1, 'reassign', { assigneeId: 'assignee' }]],
  },
  {
    what: 'a date that is named stays alone where the policy would have been the same',
    ...{ tried: { ...ALL, order: 0 }, others: [HR] },
    steps: [...PAUSED, [1, 'reassign', { ...TO_HR, ...DUE }]],
  },
  {
    what: 'what another policy gives later lies where pauses would have put it',
    ...{ tried: ALL, others: [HR] },
    steps: [...PAUSED, [1, 'reassign', TO_HR], [1.1, 'change_priority', URGENT]],
  },
  {
    what: 'both of its dates do',
    ...{ tried: ALL, others: [HR] },
    steps: [
      ...PAUSED,
      [1, 'reassign', TO_HR],
      [1.1, 'change_priority', URGENT],
      [1.2, 'change_priority', { priority: 'normal' }],
    ],
  },
  {
    what: 'a date that a person named stays, whichever policy comes',
    ...{ tried: ALL, others: [HR] },
    steps: [
      ...[[0, 'assign', DUE] as Step, ...PAUSED.slice(1)],
      ...[[1, 'reassign', TO_HR] as Step, [1.1, 'change_priority', URGENT] as Step],
    ],
  },
  {
    what: 'a date that is named with another department is its own',
    ...{ tried: HR, others: [ALL] },
    steps: [...PAUSED, [1, 'reassign', { ...TO_HR, ...DUE }]],
  },
  {
    what: 'one that would have been named with another policy is named without',
    ...{ tried: NOT_HR, others: [HR] },
    steps: [...PAUSED, [1, 'reassign', { ...TO_HR, ...DUE }]],
  },
  {
    what: 'a date that was named before goes along',
    ...{ tried: HR, others: [ALL] },
    steps: [[0, 'assign', DUE], ...PAUSED.slice(1), [1, 'reassign', TO_HR]],
  },
  {
    what: 'one that goes along with the policy is not named by its coming',
    ...{ tried: { ...HR, version: 2 }, others: [HR] },
    steps: [[0, 'assign', DUE], ...PAUSED.slice(1), [1, 'reassign', TO_HR]],
  },
  {
    what: 'a template that is named stays',
    tried: ALL,
    steps: [
      ...PAUSED,
      [1, 'reassign', { slaTemplateId: 'named' }],
      [1.1, 'change_priority', URGENT],
    ],
  },
  {
    what: 'a template that would have come goes on with the next version',
    ...{ tried: NOT_HR, others: [HR] },
    steps: [[0, 'assign', TO_HR], [0.01, 'start'], ...END],
  },
  {
    what: 'a template that was there does not, where a policy would have come',
    tried: ALL,
    steps: [[0, 'assign'], [0.01, 'start'], ...END],
  },
  {
    what: 'a template that was named does',
    tried: ALL,
    steps: [[0, 'assign', { slaTemplateId: 'named' }], [0.01, 'start'], ...END],
  },
  {
    what: 'the default is for what no other one is for',
    ...{ tried: { ...ALL, isDefault: true }, others: [{ ...HR, id: 'old', isDefault: true }] },
    steps: [
      [0, 'assign'],
      [0.01, 'start'],
      [0.02, 'reassign', TO_HR],
    ],
  },
]

it.each(STORIES)('$what', ({ tried, others = [], steps }) => {
  const { ticket } = run(steps, others)
  const { would } = simulate(ticket, under(tried, others))
  const hadIt = run(steps, putPolicy(others, tried))
  expect(dates(would)).toEqual(dates(hadIt.state))
  expect(would).toMatchObject({ priority: hadIt.state.priority, version: hadIt.state.version })
})

it('what was escalated was, though its matrix is not tried', () => {
  const { ticket } = run([[0, 'assign']], [])
  const escalated = {
    ...{ type: 'escalate' as const, at: dayAt(1), notifications: [], audience: [], actions: [] },
    ...{ level: 1, clock: 'resolution' as const, matrixId: 'm', matrixVersion: 1 },
    ...{ priority: 'urgent' as const },
  }
  const events: RecordedTicket['events'] = [...ticket.events, escalated]
  const matrix = { matrixId: 'm', version: 1, levels: [] }
  const kept = events.map((event) =>
    event.type === 'assign' ? { ...event, dueDates: { ...event.dueDates, matrix } } : event,
  )
  const { would } = simulate({ ...ticket, events: kept }, under(ALL, [], 2))
  expect(would).toMatchObject({ priority: 'urgent', sla: { policyId: 'all' } })
})

it('a ticket begins as what it is chosen by was at first', () => {
  const { ticket } = run(
    [
      [0, 'change_priority', URGENT],
      [0.1, 'assign'],
    ],
    [],
  )
  const { was, would } = simulate(ticket, under(ALL))
  expect(ticket.present.priority).toBe('urgent')
  expect([was.priority, would.sla.resolutionDueAt]).toEqual(['urgent', dayAt(0.1 + 2 / 24)])
  const changed = ticket.events.find(({ type }) => type === 'change_priority')
  expect(changed?.fields?.priority).toEqual({ from: 'normal', to: 'urgent' })
})

it('counts the clocks of those that it would be for, and names those of which something else would have become', () => {
  const { ticket: open } = run([[0, 'assign']], [])
  const { ticket: closed } = run(
    [
      [0, 'assign'],
      [0.01, 'start'],
      [0.02, 'close'],
    ],
    [],
  )
  const { ticket: filed } = run([], [])
  const { ticket: named } = run([[0, 'assign', { slaTemplateId: 'named' }]], [])
  const { ticket: low } = run([[0, 'assign']], [ALL])
  const forgotten = { ...open, events: open.events.slice(1) }
  const tickets = [open, closed, filed, named, forgotten]
  const part = simulatePart(tickets, under(ALL, [], 2))
  const figures = { checked: 5, untold: 1, tickets: 2, met: 1, breached: 2 }
  const { id: ticketId, number } = open.present
  expect(part).toEqual({
    figures,
    changed: [
      { ticketId, number, kind: 'first_response', was: 'breached', would: 'breached' },
      { ticketId, number, kind: 'resolution', was: 'running', would: 'breached' },
    ].slice(1),
  })
  expect(addFigures(figures, addFigures(NO_FIGURES, figures)).checked).toBe(10)
  const { ticket: unpromised } = run(
    [
      [0, 'change_priority', { priority: 'low' }],
      [1, 'assign'],
    ],
    [],
  )
  const forLow = { ...ALL, targets: [{ priority: 'low' as const, resolution: 'P3D' }] }
  expect(simulatePart([unpromised], under(forLow)).changed).toMatchObject([
    { kind: 'resolution', was: null, would: 'running' },
  ])
  const gone = { ...ALL, targets: [{ priority: 'low' as const, resolution: 'P1D' }] }
  const without = { ...under(gone), facts: { ...under(gone).facts, policies: [] } }
  expect(simulatePart([low], without).changed).toMatchObject([
    { kind: 'first_response', was: 'running', would: null },
    { kind: 'resolution', was: 'running', would: null },
  ])
})

it('has a question of the review as the first response', () => {
  const steps: Step[] = [
    [0, 'ask_clarification'],
    [0.1, 'answer_clarification'],
    [0.5, 'assign'],
  ]
  const { figures } = simulatePart([run(steps, []).ticket], under(ALL, [], 0.6))
  expect(figures).toMatchObject({ tickets: 1, met: 1, breached: 0 })
})
