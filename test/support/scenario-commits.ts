import { findClockEvent } from '../../src/domain/access/chat.js'
import { DEFAULT_POLICY } from '../../src/domain/approval/policy.js'
import type { Actor } from '../../src/domain/people.js'
import type { Settings } from '../../src/domain/settings.js'
import type { ConditionalPolicy } from '../../src/domain/sla/choose-policy.js'
import type { EscalationLevel } from '../../src/domain/sla/escalation.js'
import { createChange, type TicketChange } from '../../src/domain/ticket/change.js'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { listDeadlineCommands } from '../../src/domain/ticket/deadline-commands.js'
import type { EscalationFacts, Facts } from '../../src/domain/ticket/facts.js'
import { judge } from '../../src/domain/ticket/judge.js'
import { propose } from '../../src/domain/ticket/propose.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { type DueDeadline, systemCommandId } from '../../src/domain/ticket/system-command-id.js'
import { BY_CALENDAR, CALENDAR } from './calendar.js'
import {
  countIds,
  findTicket,
  lockRows,
  type ParentRows,
  replaceRows,
  type Target,
} from './parent.js'
import { contentFor } from './scenario-content.js'
import { asUser, command, factsFor, IT, PEOPLE, policy, type Who } from './tickets.js'

/** What one command, deadline or message has done to a parent and its sub-tickets. */
export interface Commit {
  cause: CommandName | NonNullable<ReturnType<typeof findClockEvent>> | 'flag_attachments'
  target: Target
  at: string
  /** The id of the deadline's command, for a firing. */
  firedId: string | null
  before: ParentRows
  after: ParentRows
  changes: TicketChange[]
}

/** Windows and approvals as long as the scenarios' days, so that deadlines come due within them. */
export const SETTINGS: Partial<Settings> = {
  undoWindow: 'P4D',
  approvalPolicy: {
    steps: DEFAULT_POLICY.steps.map((step) => ({
      ...step,
      escalateAfter: 'P1D',
      escalateTo: ['boss'],
    })),
  },
}

/** What policies have done about their clocks: it tells, raises the priority, and gives the ticket to the head. */
const LEVELS: EscalationLevel[] = [
  { after: 'PT0S', on: 'warning', notify: { assignee: true } },
  { after: 'PT1H', on: 'breach', raisePriority: 'urgent' },
  { after: 'PT4H', on: 'breach', kind: 'resolution', reassignTo: { assigneeId: 'head' } },
]
const MATRIX = { matrixId: 'm', version: 1, levels: LEVELS }
/** Another department is served by a policy. */
export const FOR_HR: ConditionalPolicy = {
  ...{ id: 'hr', version: 2, order: 1, isDefault: false, matrix: MATRIX },
  conditions: { all: [{ field: 'departmentId', op: 'eq', value: 'hr' }] },
  targets: [
    { priority: 'normal', firstResponse: 'PT4H', nextResponse: 'PT2H', resolution: 'P2D' },
    { priority: 'urgent', nextResponse: 'PT20M', resolution: 'PT3H' },
  ],
  ...{ warnAt: [50, 90], pauseIn: ['awaiting_approval', 'postponed'], calendar: BY_CALENDAR },
}

/** What is promised in place of what scenarios have. */
export type Promised = Partial<Pick<Facts, 'policies' | 'conditionalPolicies'>>

export function scenarioFacts(
  who: Who | null,
  { parent, subTickets }: ParentRows,
  target: Target,
  promised: Promised = {},
) {
  return factsFor(who === null ? null : PEOPLE[who], {
    parent: target === 'parent' ? null : parent,
    settings: SETTINGS,
    departments: {
      [IT]: { headId: 'head', handlesFinance: false },
      hr: { headId: null, handlesFinance: false },
    },
    people: { ...PEOPLE },
    approvers: ['approver', 'boss'],
    policies: [
      policy({
        ...{ id: 'n', priority: 'normal', resolution: 'P3D', firstResponse: 'PT8H' },
        ...{ calendar: BY_CALENDAR, matrix: MATRIX },
      }),
      policy({ id: 'u', priority: 'urgent', resolution: 'PT4H' }),
    ],
    conditionalPolicies: [FOR_HR],
    calendars: [CALENDAR],
    ...promised,
    escalation: findLevel(findTicket({ parent, subTickets }, target)),
    openSubTickets: subTickets
      .filter(
        ({ status, deletedAt }) =>
          (status === 'assigned' || status === 'in_progress' || status === 'reopened') &&
          deletedAt === null,
      )
      .map(({ number, assigneeId, updatedAt }) => ({
        number,
        assigneeId: assigneeId ?? '',
        updatedAt,
      })),
  })
}

function findLevel({ deadlines }: TicketState): EscalationFacts {
  const level = LEVELS[(deadlines.escalation?.n ?? 1) - 1] ?? null
  return { level, audience: ['head'], groupDepartmentId: null, members: [], hasWebhook: false }
}

export function deadlineId({ number }: TicketState, due: DueDeadline): string {
  return systemCommandId(`ticket/demo/${number}`, due)
}

/** Carries out what is due on one ticket; throws where it changes nothing, as its run would spin. */
export function fire(
  before: ParentRows,
  target: Target,
  deadline: DueDeadline,
  at: string,
  promised?: Promised,
): Commit {
  const ticket = findTicket(before, target)
  const firedId = deadlineId(ticket, deadline)
  const rows = lockRows(before, target, listDeadlineCommands(deadline.kind))
  const facts = scenarioFacts(null, before, target, promised)
  const verdict = judge(
    { entry: null, rows, facts },
    { commandId: firedId, at, deadline },
    countIds(before),
  )
  if (verdict.kind !== 'apply' || verdict.changes.length === 0) {
    throw new Error(`${firedId} came to nothing: ${JSON.stringify(verdict)}`)
  }
  const { name: cause, changes } = verdict
  return { cause, target, at, firedId, before, after: replaceRows(before, changes), changes }
}

/** A public word that moves a clock; its message's own transaction appends it. Undefined where it moves none. */
export function say(
  before: ParentRows,
  target: Target,
  at: string,
  who: Who = 'head',
): Commit | undefined {
  const ticket = findTicket(before, target)
  const type = findClockEvent(ticket, asUser(who).person, 'public')
  if (type === undefined) return undefined
  const changes = [createChange(ticket, { type, at }, [CALENDAR])]
  return {
    cause: type,
    target,
    at,
    firedId: null,
    before,
    after: replaceRows(before, changes),
    changes,
  }
}

/** A file turns out to be infected, or goes again; the transaction that finds it so appends it. */
export function flag(before: ParentRows, target: Target, at: string): Commit {
  const ticket = findTicket(before, target)
  const flags = ticket.flags.length === 0 ? ['infected_attachment' as const] : []
  const changes = [createChange(ticket, { type: 'flag_attachments', at, flags })]
  const after = replaceRows(before, changes)
  return { cause: 'flag_attachments', target, at, firedId: null, before, after, changes }
}

/** What somebody does; undefined where it is refused, or changes nothing. */
export function act(
  before: ParentRows,
  { who, name: cause, target, pick, causedBy }: Choice,
  at: string,
  promised?: Promised,
): Commit | undefined {
  const state = findTicket(before, target)
  const actor: Actor = causedBy === undefined ? asUser(who).actor : actForRule(causedBy)
  const { payload, textsGiven } = contentFor(cause, state, actor, { pick, at })
  const asked = {
    ...command(cause, actor, payload, textsGiven),
    commandId: `${state.id}/${state.seq}`,
  }
  const facts = scenarioFacts(causedBy === undefined ? who : null, before, target, promised)
  if (cause === 'reopen' && pick % 3 === 0) facts.people = { head: PEOPLE.head } // the others have left
  const proposal = propose(
    lockRows(before, target, [cause]),
    asked,
    { at, facts },
    countIds(before),
  )
  if (proposal.kind !== 'changed') return undefined
  const { changes } = proposal
  return { cause, target, at, firedId: null, before, after: replaceRows(before, changes), changes }
}

export interface Choice {
  who: Who
  name: CommandName
  target: Target
  pick: number
  /** A rule does it, because of the event of this seq, or because its time has come. */
  causedBy?: number | 'time'
}

export function actForRule(causedBy: number | 'time'): Actor {
  const cause = causedBy === 'time' ? ({ isOfTime: true } as const) : { causedBy }
  return { kind: 'system', for: { by: 'rule', ruleId: 'rule', depth: 1, ...cause } }
}
