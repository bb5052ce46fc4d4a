import type { CommandName } from '../commands.js'
import { STATUSES } from '../state.js'
import { LIVE, type Rule } from './rule.js'

/** Work, its end, and who takes part in it. */
export const WORK_RULES = {
  acknowledge: {
    who: ['assignee', 'team_member'],
    from: ['assigned', 'reopened', 'in_progress'],
    to: ['same'],
    about: 'Say that it was seen; again changes nothing',
  },
  start: {
    who: ['assignee'],
    from: ['assigned', 'reopened'],
    to: ['in_progress'],
    about: 'Begin to work on it',
  },
  progress: {
    who: ['assignee'],
    from: ['in_progress'],
    to: ['same'],
    about: 'Report percent, notes or files',
  },
  complete: {
    who: ['assignee'],
    from: ['in_progress'],
    to: ['completed'],
    about: 'Say that the work is done; the countdown to verification starts',
  },
  resolve: {
    who: ['requester'],
    from: ['completed'],
    to: ['resolved', 'closed'],
    about: 'Verify the work; closes at once where the organization says so',
  },
  request_rework: {
    who: ['requester', 'moderator'],
    from: ['completed', 'resolved', 'ready_for_closure'],
    narrower: { requester: ['completed'] },
    to: ['in_progress'],
    about: 'Send it back to work; the countdown stops',
  },
  close: {
    who: ['moderator', 'ticket.close'],
    from: [
      'completed',
      'resolved',
      'ready_for_closure',
      'in_progress',
      'awaiting_approval',
      'assigned',
      'open',
      'postponed',
      'reopened',
    ],
    to: ['closed'],
    undoable: true,
    about: 'Finish it; with a reason unless it was verified',
  },
  withdraw: {
    who: ['requester'],
    from: [
      'submitted',
      'needs_clarification',
      'open',
      'assigned',
      'in_progress',
      'awaiting_approval',
      'postponed',
      'reopened',
    ],
    to: ['withdrawn'],
    about: 'Take it back',
  },
  undo: {
    who: ['moderator'],
    from: STATUSES,
    to: ['before'],
    about: 'Restore exactly what was before the last action, while nothing has come after it',
  },
  add_participant: {
    who: ['moderator'],
    from: LIVE,
    to: ['same'],
    about: 'Bring somebody into the chat; they read from now on',
  },
  remove_participant: {
    who: ['moderator'],
    from: LIVE,
    to: ['same'],
    about: 'Take somebody out of the chat',
  },
  add_team_members: {
    who: ['department_head'],
    from: LIVE,
    to: ['same'],
    about: 'Let members of the department read along and acknowledge',
  },
  remove_team_member: {
    who: ['department_head'],
    from: LIVE,
    to: ['same'],
    about: 'Take a team member off it',
  },
} as const satisfies Partial<Record<CommandName, Rule>>
