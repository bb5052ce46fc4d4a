import { describe, expect, it } from 'vitest'
import { refusal } from '../../../src/domain/errors.js'
import { DEADLINE_KINDS, type DeadlineKind } from '../../../src/domain/ticket/deadline.js'
import { listDeadlineCommands } from '../../../src/domain/ticket/deadline-commands.js'
import { type InboxEntry, type JudgeRequest, judge } from '../../../src/domain/ticket/judge.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { NO_WORK } from '../../../src/domain/ticket/sub-tickets/counts.js'
import { AT, factsFor, PEOPLE, ticketIn } from '../../support/tickets.js'

const ENTRY: InboxEntry = {
  status: 'pending',
  problem: null,
  name: 'start',
  actor: { kind: 'user', id: 'assignee' },
  payload: {},
  textsGiven: [],
  ifMatch: null,
}
const newId = () => 'id'
const lock = (ticket: TicketState) => ({ ticket, parent: null, subTickets: [] })
const judgeEntry = (entry: InboxEntry | null, ticket = ticketIn('assigned')) =>
  judge(
    { entry, rows: lock(ticket), facts: factsFor(PEOPLE.assignee) },
    { commandId: 'c', at: AT },
    newId,
  )
const DUE = { at: AT, seq: 1 }
const judgeDeadline = (kind: DeadlineKind, ticket: TicketState, due = DUE) =>
  judge(
    { entry: null, rows: lock(ticket), facts: factsFor(null) },
    { commandId: 'd', at: AT, deadline: { kind, ...due } },
    newId,
  )

describe('an organization that is not active', () => {
  const ticket = ticketIn('completed', { deadlines: { auto_verify: DUE } })
  const judgeThere = (request: JudgeRequest) =>
    judge(
      { entry: null, rows: lock(ticket), facts: factsFor(null), isStanding: true },
      request,
      newId,
    )
  it('has its timers stand', () => {
    const deadline = { kind: 'auto_verify', ...DUE } as const
    expect(judgeThere({ commandId: 'd', at: AT, deadline })).toEqual({ kind: 'stands' })
  })
})

describe('a command in the inbox', () => {
  it('is applied with all that it changes', () => {
    expect(judgeEntry(ENTRY)).toMatchObject({
      kind: 'apply',
      name: 'start',
      changes: [{ event: { type: 'start', at: AT }, state: { status: 'in_progress' } }],
    })
  })

  it('is rejected for the reason that the ticket gives', () => {
    expect(judgeEntry(ENTRY, ticketIn('closed'))).toMatchObject({
      kind: 'reject',
      refusal: { code: 'invalid_transition' },
    })
  })

  it('is applied where it changes nothing', () => {
    const seen = ticketIn('assigned', { acknowledgements: [{ userId: 'assignee', at: AT }] })
    const verdict = judgeEntry({ ...ENTRY, name: 'acknowledge' }, seen)
    expect(verdict).toEqual({ kind: 'apply', name: 'acknowledge', changes: [] })
  })

  it('is judged once', () => {
    expect(judgeEntry({ ...ENTRY, status: 'applied' })).toEqual({ kind: 'settled', refusal: null })
    const problem = refusal('gone', 'x')
    const rejected = judgeEntry({ ...ENTRY, status: 'rejected', problem })
    expect(rejected).toEqual({ kind: 'settled', refusal: problem })
  })

  it('is judged by the revision that its caller read', () => {
    expect(judgeEntry({ ...ENTRY, ifMatch: 1 })).toMatchObject({ kind: 'apply' })
    expect(judgeEntry({ ...ENTRY, ifMatch: 7 })).toMatchObject({
      kind: 'reject',
      refusal: { code: 'revision_mismatch' },
    })
  })

  it('that the database has lost is to be sent again', () => {
    expect(judgeEntry(null)).toMatchObject({ kind: 'settled', refusal: { code: 'unavailable' } })
  })
})

describe('a deadline', () => {
  const subTickets = {
    issued: 1,
    remindEvery: 'P3D',
    total: 1,
    closed: 0,
    own: NO_WORK,
    splitFrom: null,
    readyOnReturn: false,
    taken: {},
  }
  const running = { ...ticketIn('assigned').sla, firstResponseDueAt: AT, resolutionDueAt: AT }
  const word = { at: AT, answeredAt: null, dueAt: AT, warnings: [{ percent: 50, at: AT }] }
  const waiting = { ...running, word, percents: [50], nextResponseWithin: 'PT1H' }
  const warned = { ...running, warned: ['resolution' as const] }
  const escalation = {
    ...{ matrixId: 'm', version: 1, levels: [], done: [] },
    instants: [{ level: 1, clock: 'resolution' as const, at: AT }],
  }
  const escalated = { ...running, escalation }
  const CASES: Record<DeadlineKind, [command: string, ticket: TicketState]> = {
    auto_verify: ['auto_verify', ticketIn('completed')],
    auto_close: ['auto_close', ticketIn('resolved')],
    acknowledge: ['note_unacknowledged', ticketIn('assigned')],
    draft_expiry: ['expire_draft', ticketIn('draft')],
    postpone_reminder: ['remind_postponed', ticketIn('postponed')],
    resume: ['restart', ticketIn('postponed')],
    approval_reminder: ['remind_approval', ticketIn('awaiting_approval')],
    approval_escalation: ['escalate_approval', ticketIn('awaiting_approval')],
    sub_ticket_nudge: ['nudge_sub_tickets', ticketIn('in_progress', { subTickets })],
    first_response: ['warn_sla', ticketIn('assigned', { sla: running })],
    next_response: ['warn_sla', ticketIn('assigned', { sla: waiting })],
    resolution: ['breach_sla', ticketIn('assigned', { sla: warned })],
    escalation: ['escalate', ticketIn('assigned', { sla: escalated })],
  }
  const armed = (kind: DeadlineKind) => ({ ...CASES[kind][1], deadlines: { [kind]: DUE } })

  it('that only newer code knows is left to it, and stays armed', () => {
    const kind = 'of_tomorrow' as DeadlineKind // as newer code has it
    const armed = ticketIn('assigned', { deadlines: { [kind]: DUE } })
    expect(listDeadlineCommands(kind)).toEqual([])
    expect(judgeDeadline(kind, armed)).toEqual({ kind: 'settled', refusal: null })
  })

  it.each(DEADLINE_KINDS)('%s is carried out by the system while it is armed', (kind) => {
    const [name] = CASES[kind]
    const verdict = judgeDeadline(kind, armed(kind))
    expect(verdict).toMatchObject({ kind: 'apply', name, changes: [{ event: { type: name } }] })
    expect(listDeadlineCommands(kind)).toContain(name)
  })

  it.each(DEADLINE_KINDS)('%s is settled once it is moved, met or taken away', (kind) => {
    const settled = { kind: 'settled', refusal: null }
    const [, ticket] = CASES[kind]
    expect(judgeDeadline(kind, { ...ticket, deadlines: {} })).toEqual(settled)
    expect(judgeDeadline(kind, armed(kind), { ...DUE, seq: 2 })).toEqual(settled)
  })

  it('of a clock names the clock, and warns before it breaches', () => {
    expect(judgeDeadline('resolution', armed('resolution'))).toMatchObject({
      changes: [{ event: { clock: 'resolution' } }],
    })
    expect(listDeadlineCommands('first_response')).toEqual(['warn_sla', 'breach_sla'])
    const both = {
      ...armed('first_response'),
      sla: { ...warned, warned: ['first_response' as const] },
    }
    expect(judgeDeadline('first_response', both)).toMatchObject({ name: 'breach_sla' })
  })
})
