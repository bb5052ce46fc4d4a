import type { Actor, Person } from '../../src/domain/people.js'
import { NO_SLA } from '../../src/domain/sla/sla.js'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import type { Status } from '../../src/domain/ticket/status.js'
import { NO_WORK } from '../../src/domain/ticket/sub-tickets/counts.js'
import type { Anyone } from './given.js'
import { APPROVAL, AT, PEOPLE, ticketIn, type Who } from './tickets.js'

/** Everybody of the domain tests, for what is proved over all of them. */
export const ANYONE: readonly Anyone[] = [...(Object.keys(PEOPLE) as Who[]), 'system', 'operator'] // its very keys

export function identify(who: Anyone): { actor: Actor; person: Person | null } {
  if (who === 'system' || who === 'operator') return { actor: { kind: who }, person: null }
  return { actor: { kind: 'user', id: who }, person: PEOPLE[who] }
}

const DUE = { at: AT, seq: 1 }

const RUNNING_CLOCK: Partial<TicketState> = {
  sla: { ...NO_SLA, resolutionDueAt: AT },
  deadlines: { resolution: DUE },
}

const ESCALATED: Partial<TicketState> = {
  sla: {
    ...{ ...NO_SLA, resolutionDueAt: AT },
    escalation: {
      ...{ matrixId: 'm', version: 1, levels: [{ after: 'PT0S', on: 'breach' }], done: [] },
      instants: [{ level: 1, clock: 'resolution', at: AT }],
    },
  },
  deadlines: { escalation: DUE },
}

const SPLIT: Partial<TicketState> = {
  subTickets: {
    issued: 1,
    remindEvery: 'P3D',
    total: 1,
    closed: 0,
    own: NO_WORK,
    splitFrom: null,
    readyOnReturn: false,
    taken: {},
  },
}

/** What a ticket must have besides its status for some commands to be about anything. */
const SCENES: Partial<Record<CommandName, (status: Status) => Partial<TicketState>>> = {
  restore_draft: () => ({ deletedAt: AT }),
  set_department: () => ({ departmentId: 'merged' }),
  nudge_sub_tickets: () => ({ ...SPLIT, deadlines: { sub_ticket_nudge: DUE } }),
  warn_sla: () => RUNNING_CLOCK,
  breach_sla: () => RUNNING_CLOCK,
  escalate: () => ESCALATED,
  subtickets_progressed: () => SPLIT,
  subtickets_closed: () => SPLIT,
  subticket_reopened: () => SPLIT,
  delete_sub_ticket: () => ({ type: 'sub_ticket', parentId: 'parent' }),
  decide_approval: (status) => ({
    approval: status === 'awaiting_approval' ? APPROVAL : { ...APPROVAL, status: 'approved' },
  }),
  decline_request: (status) => ({
    requests: [
      { id: 'r', kind: status === 'closed' ? 'reopen' : 'postpone', by: 'assignee', at: AT },
    ],
  }),
}

/** A ticket in that status of which the command could be given. */
export function sceneFor(name: CommandName, status: Status): TicketState {
  return ticketIn(status, SCENES[name]?.(status))
}
