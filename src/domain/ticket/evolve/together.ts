import type { Appliers } from './apply.js'
import { repeat } from './deadlines.js'
import { join } from './participants.js'
import { assigned, withoutRequest, withoutTeamMember, withTeam } from './people.js'
import { byChild, divided } from './sub-tickets.js'

/** Sub-tickets, participants and the team. */
export const TOGETHER = {
  split: (state, event) => ({
    ...divided(state, event),
    requests: withoutRequest(state, event.requestId),
  }),
  create_sub_ticket: (state, event) => ({
    ...assigned(state, event),
    participants: join(
      join(state.participants, event.requesterId, 'requester', event.at),
      event.assigneeId,
      'assignee',
      event.at,
    ),
  }),
  subtickets_progressed: byChild,
  subtickets_closed: byChild,
  subticket_reopened: byChild,
  nudge_sub_tickets: (state, { n, nextAt }) => ({
    ...state,
    deadlines: repeat(state.deadlines, 'sub_ticket_nudge', nextAt, n),
  }),
  add_participant: (state, { userId, at }) => ({
    ...state,
    participants: join(state.participants, userId, 'participant', at),
  }),
  remove_participant: (state, { userId }) => ({
    ...state,
    participants: state.participants.filter((one) => one.userId !== userId),
  }),
  add_team_members: withTeam,
  remove_team_member: withoutTeamMember,
} satisfies Appliers<
  | 'split'
  | 'create_sub_ticket'
  | 'subtickets_progressed'
  | 'subtickets_closed'
  | 'subticket_reopened'
  | 'nudge_sub_tickets'
  | 'add_participant'
  | 'remove_participant'
  | 'add_team_members'
  | 'remove_team_member'
>
