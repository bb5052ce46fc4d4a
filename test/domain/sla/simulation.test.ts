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
import { CALENDAR } from '../../support/calendar.js'
import { given } from '../../support/given.js'
import { AT, factsFor, IT, PEOPLE, policy, ticketIn } from '../../support/tickets.js'
import { ALL, dayAt, STORIES, type Step, URGENT } from './simulation-stories.js'

const TEMPLATES = [
  policy({ id: 'n', priority: 'normal', resolution: 'P3D', firstResponse: 'PT8H' }),
  policy({ id: 'u', priority: 'urgent', resolution: 'PT4H' }),
]
const NAMED = policy({ id: 'named', priority: 'normal', resolution: 'P9D', isDefault: false })

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
