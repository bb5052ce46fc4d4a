import { withDueDates } from '../../sla/clocks.js'
import type { TicketEvent } from '../events.js'
import { unparked } from '../invariants.js'
import type { TicketState } from '../state.js'
import { arm } from './deadlines.js'
import { join, leave } from './participants.js'

type Assigning = TicketEvent<'assign' | 'claim' | 'reassign' | 'create_sub_ticket'>

/** Due dates that are null stay as they were. */
export function assigned(state: TicketState, event: Assigning): TicketState {
  return {
    ...state,
    status: 'assigned',
    assigneeId: event.assigneeId,
    departmentId: event.departmentId,
    priority: event.priority,
    acknowledgements: [],
    assignedAt: state.assignedAt ?? event.at,
    sla: event.dueDates === null ? state.sla : withDueDates(state.sla, event.dueDates),
    participants: join(state.participants, event.assigneeId, 'assignee', event.at),
    deadlines: arm(state.deadlines, 'acknowledge', event.acknowledgeBy, state.seq),
  }
}

/** The old people lose access before the new one gains it; a parking ends before new dates count. */
export function reassigned(state: TicketState, event: TicketEvent<'reassign'>): TicketState {
  const awake = unparked({ ...state, status: 'assigned', assigneeId: event.assigneeId }, event.at)
  const gone = [state.assigneeId, ...state.teamMembers]
  const participants = leave(state.participants, gone, state.requesterId)
  return { ...assigned({ ...awake, participants }, event), teamMembers: [] }
}

export function withTeam(
  state: TicketState,
  { userIds, at }: TicketEvent<'add_team_members'>,
): TicketState {
  return {
    ...state,
    teamMembers: [...state.teamMembers, ...userIds],
    participants: userIds.reduce(
      (list, userId) => join(list, userId, 'team_member', at),
      state.participants,
    ),
  }
}

export function withoutTeamMember(
  state: TicketState,
  { userId }: TicketEvent<'remove_team_member'>,
): TicketState {
  const part = state.participants.find((one) => one.userId === userId)
  const gone = part?.role === 'team_member' ? [userId] : []
  return {
    ...state,
    teamMembers: state.teamMembers.filter((id) => id !== userId),
    participants: leave(state.participants, gone, state.requesterId),
  }
}

/** The pending ones without one that was granted or declined. */
export function withoutRequest({ requests }: TicketState, id: string | null) {
  return requests.filter((request) => request.id !== id)
}
