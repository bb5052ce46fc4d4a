import type { CommandName } from '../commands.js'
import { LIVE, type Rule } from './rule.js'

/** What timers do. */
export const SYSTEM_RULES = {
  auto_verify: {
    who: ['system'],
    from: ['completed'],
    to: ['resolved'],
    about: 'The requester did not answer in time',
  },
  auto_close: {
    who: ['system'],
    from: ['completed', 'resolved'],
    to: ['closed'],
    about: 'The time for objections is over',
  },
  note_unacknowledged: {
    who: ['system'],
    from: ['assigned', 'reopened'],
    to: ['same'],
    fact: true,
    about: 'Nobody acknowledged or started it in time: moderators are told, once',
  },
  end_undo_window: {
    who: ['system'],
    from: ['rejected', 'closed', 'withdrawn'],
    to: ['same'],
    fact: true,
    about: 'The last action can no longer be taken back; the run ends',
  },
  expire_draft: {
    who: ['system'],
    from: ['draft'],
    to: ['same'],
    about: 'Nobody has edited the draft for long: it is put away',
  },
  remind_postponed: {
    who: ['system'],
    from: ['postponed'],
    to: ['same'],
    fact: true,
    about: 'It is still parked',
  },
  remind_approval: {
    who: ['system'],
    from: ['awaiting_approval'],
    to: ['same'],
    fact: true,
    about: 'A step still waits for its deciders',
  },
  escalate_approval: {
    who: ['system'],
    from: ['awaiting_approval'],
    to: ['same'],
    fact: true,
    about: 'A step has waited too long: others may decide it too',
  },
  nudge_sub_tickets: {
    who: ['system'],
    from: LIVE,
    to: ['same'],
    fact: true,
    about: 'Sub-tickets that have stood still for three days: their assignees are told',
  },
  warn_sla: {
    who: ['system'],
    from: LIVE,
    to: ['same'],
    fact: true,
    about: 'Three quarters of the time are over',
  },
  breach_sla: {
    who: ['system'],
    from: LIVE,
    to: ['same'],
    fact: true,
    about: 'A due date has passed',
  },
} as const satisfies Partial<Record<CommandName, Rule>>
