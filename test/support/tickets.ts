import { beginApproval } from '../../src/domain/approval/approval.js'
import { DEFAULT_POLICY } from '../../src/domain/approval/policy.js'
import type { Actor, Person } from '../../src/domain/people.js'
import type { SlaPolicy } from '../../src/domain/sla/policies.js'
import {
  type Command,
  type CommandName,
  getCommand,
  type Payloads,
} from '../../src/domain/ticket/commands/index.js'
import { createTicket } from '../../src/domain/ticket/create.js'
import type { Facts } from '../../src/domain/ticket/facts.js'
import type {
  Ground,
  Grounds,
  RemovedParticipant,
  TicketParticipant,
  TicketState,
} from '../../src/domain/ticket/state.js'
import type { Status } from '../../src/domain/ticket/status.js'
import { CALENDAR } from './calendar.js'

export const AT = '2026-01-01T00:00:00.000Z'
export const IT = 'it'

export function person(id: string, over: Partial<Person> = {}): Person {
  return {
    id,
    roles: [],
    departmentId: null,
    headOf: [],
    financeDepartmentIds: [],
    groupIds: [],
    permissions: [],
    ...over,
  }
}

/** The people of the domain tests, one for each relation to a ticket. */
export const PEOPLE = {
  requester: person('requester', { roles: ['requester'] }),
  stranger: person('stranger', { roles: ['requester'] }),
  assignee: person('assignee', {
    roles: ['agent'],
    departmentId: IT,
    financeDepartmentIds: [IT],
  }),
  teamMember: person('teamMember', { roles: ['agent'], departmentId: IT }),
  departmentAgent: person('departmentAgent', { roles: ['agent'], departmentId: IT }),
  otherAgent: person('otherAgent', { roles: ['agent'], departmentId: 'hr' }),
  head: person('head', {
    roles: ['agent'],
    departmentId: IT,
    headOf: [IT],
    financeDepartmentIds: [IT],
  }),
  manager: person('manager', { roles: ['manager'], departmentId: IT }),
  approver: person('approver', { roles: ['approver'] }),
  boss: person('boss', { roles: ['approver'] }),
  moderator: person('moderator', { roles: ['moderator'] }),
  admin: person('admin', { roles: ['admin'] }),
} as const
export type Who = keyof typeof PEOPLE

const NO_FACTS: Facts = {
  actor: null,
  parent: null,
  departments: {},
  people: {},
  categories: {},
  settings: {},
  unknownIds: {},
  approvers: [],
  policies: [],
  calendars: [CALENDAR],
  openSubTickets: [],
  draft: { title: 'Title', description: 'Description' },
  files: null,
  escalation: {
    level: { after: 'PT0S', on: 'breach', reassignTo: { assigneeId: 'head' } },
    ...{ audience: [], groupDepartmentId: null, members: [], hasWebhook: false },
  },
}

/** The default one of its priority, around the clock. */
export function policy(
  over: Pick<SlaPolicy, 'id' | 'priority' | 'resolution'> & Partial<SlaPolicy>,
): SlaPolicy {
  return { firstResponse: null, isDefault: true, calendar: null, ...over }
}

export function factsFor(actor: Person | null, over: Partial<Facts> = {}): Facts {
  return {
    ...NO_FACTS,
    actor,
    departments: { [IT]: { headId: 'head', handlesFinance: false } },
    people: { head: PEOPLE.head, assignee: PEOPLE.assignee, approver: PEOPLE.approver },
    approvers: ['approver'],
    policies: [
      policy({ id: 'n', priority: 'normal', resolution: 'P3D', firstResponse: 'PT8H' }),
      policy({ id: 'u', priority: 'urgent', resolution: 'PT4H' }),
    ],
    ...over,
  }
}

/** What the undo of the tables restores. */
function ticketBefore(state: TicketState): TicketState {
  return { ...state, status: 'submitted', assigneeId: null, undo: null }
}

const UNOWNED: readonly Status[] = ['draft', 'submitted', 'needs_clarification', 'rejected', 'open']

export const POSTPONED: TicketState['postponed'] = {
  at: AT,
  from: 'in_progress',
  reminderEvery: 'P3D',
  resumeAt: null,
  acknowledgeAt: null,
}

/** One step, waiting for the approver. */
export const APPROVAL: NonNullable<TicketState['approval']> = {
  ...beginApproval(
    { id: 'a', n: 1, requestedBy: 'assignee', amount: null, currency: null },
    DEFAULT_POLICY,
    { at: AT, approvedBefore: 0, approvers: ['approver'], mayDecide: () => true },
  ),
}

function deadlinesIn(status: Status): TicketState['deadlines'] {
  const due = { at: AT, seq: 1 }
  if (status === 'assigned' || status === 'reopened') return { acknowledge: due }
  if (status === 'postponed') return { postpone_reminder: due }
  if (status === 'awaiting_approval') return { approval_reminder: due, approval_escalation: due }
  return {}
}

/** Somebody in a chat since then, by these grounds, the strongest first. */
export function participant(
  userId: string,
  [first, ...others]: readonly [NamedGround, ...NamedGround[]],
  at: string = AT,
): TicketParticipant {
  const grounds: Grounds = [nameGround(first), ...others.map(nameGround)]
  return { userId, grounds, joinedAt: at, historyFrom: at }
}

/** Those that are not of a sub-ticket are told by their names. */
export type NamedGround = Ground | Exclude<Ground, { number: string }>['as']

function nameGround(one: NamedGround): Ground {
  return typeof one === 'string' ? { as: one } : one
}

/** Whom a moderator took out, and no sub-ticket would bring in. */
export function removed(userId: string): RemovedParticipant {
  return { userId, grounds: [] }
}

/** As the assignee of a sub-ticket. */
export function through(number: string): Ground {
  return { as: 'sub_ticket_assignee', number }
}

/** A ticket in that status, as if it had come there by its commands. */
export function ticketIn(status: Status, over: Partial<TicketState> = {}): TicketState {
  const { state } = createTicket(
    {
      id: 'ticket',
      departmentId: IT,
      categoryId: null,
      priority: 'normal',
      tags: [],
      channel: 'web',
      requesterId: 'requester',
      createdById: 'requester',
      draftUntil: status === 'draft' ? '2026-01-08T00:00:00.000Z' : null,
    },
    AT,
  )
  const owned = !UNOWNED.includes(status)
  return {
    ...state,
    status,
    assigneeId: owned ? 'assignee' : null,
    assignedAt: owned ? AT : null,
    teamMembers: ['teamMember'],
    undo: {
      kind: 'open',
      command: 'approve',
      at: AT,
      seq: 1,
      until: AT,
      notified: { users: ['requester'], moderators: false },
      before: ticketBefore(state),
    },
    deadlines: deadlinesIn(status),
    approval: status === 'awaiting_approval' ? APPROVAL : null,
    postponed: status === 'postponed' ? POSTPONED : null,
    ...over,
  } as TicketState // status and assignee are set as a pair
}

export function asUser(who: Who): { actor: Actor; person: Person } {
  return { actor: { kind: 'user', id: who }, person: PEOPLE[who] }
}

export function command<N extends CommandName>(
  name: N,
  actor: Actor,
  payload: Payloads[N],
  textsGiven: readonly string[] = [],
  ifMatch?: number,
): Command<N> {
  const lock = ifMatch === undefined ? {} : { ifMatch }
  return { name, commandId: 'c', actor, payload, textsGiven, ...lock } as Command<N> // the name picks the payload's type
}

/** Content with which the command passes its guards wherever its status allows, for the people of these tests. */
export function validCommand<N extends CommandName>(
  name: N,
  state: TicketState,
  actor: Actor,
): Command<N> {
  const { payload, textsGiven } = {
    ...getCommand(name).example(state, actor, { at: AT, facts: factsFor(null) }),
    ...OWN_CONTENT[name],
  }
  return command(name, actor, payload as Payloads[N], textsGiven)
}

/** Where an example's content would change nothing, or needs people of the organization. */
const OWN_CONTENT: { [N in CommandName]?: { payload: Payloads[N] } } = {
  split: { payload: { subTickets: [{ departmentId: IT }] } },
  change_priority: { payload: { priority: 'urgent' } },
  set_tags: { payload: { tags: ['x'] } },
  set_department: { payload: { from: 'merged', departmentId: IT } },
  add_participant: { payload: { userId: 'head' } },
  remove_participant: { payload: { userId: 'requester' } },
  add_team_members: { payload: { userIds: ['head'] } },
}
