import { beginApproval } from '../../src/domain/approval/approval.js'
import { DEFAULT_POLICY } from '../../src/domain/approval/policy.js'
import type { Actor, Person } from '../../src/domain/people.js'
import {
  type Command,
  type CommandName,
  type Facts,
  NO_FACTS,
  type Payloads,
} from '../../src/domain/ticket/commands/index.js'
import { createTicket } from '../../src/domain/ticket/create.js'
import type { Status, TicketState } from '../../src/domain/ticket/state.js'

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

/** The people of the domain tests, one for each way of standing to a ticket. */
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
  moderator: person('moderator', { roles: ['moderator'] }),
  admin: person('admin', { roles: ['admin'] }),
} as const
export type Who = keyof typeof PEOPLE

export function factsFor(actor: Person | null, over: Partial<Facts> = {}): Facts {
  return {
    ...NO_FACTS,
    actor,
    departments: { [IT]: { headId: 'head', handlesFinance: false } },
    people: { head: PEOPLE.head, assignee: PEOPLE.assignee, approver: PEOPLE.approver },
    approvers: ['approver'],
    templates: [
      { id: 'n', priority: 'normal', dueDelta: 'P3D', firstResponseDelta: 'PT8H', isDefault: true },
      { id: 'u', priority: 'urgent', dueDelta: 'PT4H', firstResponseDelta: null, isDefault: true },
    ],
    ...over,
  }
}

/** What the undo of the tables restores. */
function ticketBefore(state: TicketState): TicketState {
  return { ...state, status: 'submitted', assigneeId: null, undo: null }
}

const UNOWNED: readonly Status[] = ['draft', 'submitted', 'needs_clarification', 'rejected', 'open']

export const PARKED: TicketState['postponed'] = {
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
    ['approver'],
    () => true,
    AT,
  ),
}

function deadlinesIn(status: Status): TicketState['deadlines'] {
  const due = { at: AT, seq: 1 }
  if (['rejected', 'closed', 'withdrawn'].includes(status)) return { undo_window: due }
  if (status === 'assigned' || status === 'reopened') return { acknowledge: due }
  if (status === 'postponed') return { postpone_reminder: due }
  if (status === 'awaiting_approval') return { approval_reminder: due, approval_escalation: due }
  return {}
}

/** A ticket in that status, as if it had come there by its road. */
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
      told: { users: ['requester'], moderators: false },
      before: ticketBefore(state),
    },
    deadlines: deadlinesIn(status),
    approval: status === 'awaiting_approval' ? APPROVAL : null,
    postponed: status === 'postponed' ? PARKED : null,
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
  given: string[] = [],
  ifMatch?: number,
): Command {
  return {
    name,
    commandId: 'c',
    actor,
    payload,
    given,
    ...(ifMatch === undefined ? {} : { ifMatch }),
  } as Command // the name picks the payload's type
}

/** A body with which each command passes its guards wherever its status allows. */
export const GOOD: { [N in CommandName]: { payload: Payloads[N]; given: string[] } } = {
  submit: { payload: {}, given: [] },
  approve: { payload: {}, given: [] },
  ask_clarification: { payload: {}, given: ['question'] },
  answer_clarification: { payload: {}, given: ['answer'] },
  reject: { payload: {}, given: ['reason'] },
  assign: { payload: {}, given: [] },
  claim: { payload: {}, given: [] },
  reassign: { payload: {}, given: ['reason'] },
  acknowledge: { payload: {}, given: [] },
  start: { payload: {}, given: [] },
  progress: { payload: { percent: 10 }, given: [] },
  complete: { payload: {}, given: ['notes'] },
  resolve: { payload: {}, given: [] },
  request_rework: { payload: {}, given: ['comment'] },
  close: { payload: { cancelApproval: true }, given: ['reason'] },
  withdraw: { payload: {}, given: [] },
  undo: { payload: {}, given: [] },
  change_priority: { payload: { priority: 'urgent' }, given: [] },
  set_tags: { payload: { tags: ['x'] }, given: [] },
  auto_verify: { payload: {}, given: [] },
  auto_close: { payload: {}, given: [] },
  note_unacknowledged: { payload: {}, given: [] },
  end_undo_window: { payload: {}, given: [] },
  delete_draft: { payload: {}, given: [] },
  restore_draft: { payload: {}, given: [] },
  expire_draft: { payload: {}, given: [] },
  postpone: { payload: {}, given: ['reason'] },
  restart: { payload: {}, given: [] },
  remind_postponed: { payload: {}, given: [] },
  split: { payload: { subTickets: [{ departmentId: IT }] }, given: ['subTickets.0.title'] },
  delete_sub_ticket: { payload: {}, given: [] },
  request_approval: { payload: { amount: 100, currency: 'EUR' }, given: ['reason'] },
  decide_approval: { payload: { approvalId: 'a', approved: true }, given: [] },
  remind_approval: { payload: {}, given: [] },
  escalate_approval: { payload: {}, given: [] },
  nudge_sub_tickets: { payload: {}, given: [] },
  request_reopening: { payload: {}, given: ['reason'] },
  request_sub_ticket: { payload: { departmentId: IT }, given: ['reason'] },
  request_postponement: { payload: {}, given: ['reason'] },
  decline_request: { payload: { requestId: 'r' }, given: ['reason'] },
  reopen: { payload: {}, given: ['reason'] },
  add_participant: { payload: { userId: 'head' }, given: [] },
  remove_participant: { payload: { userId: 'requester' }, given: [] },
  add_team_members: { payload: { userIds: ['head'] }, given: [] },
  remove_team_member: { payload: { userId: 'teamMember' }, given: [] },
  warn_sla: { payload: { clock: 'resolution' }, given: [] },
  breach_sla: { payload: { clock: 'resolution' }, given: [] },
}
