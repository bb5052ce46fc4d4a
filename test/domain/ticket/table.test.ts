import { describe, expect, it } from 'vitest'
import { COMMAND_NAMES, type CommandName } from '../../../src/domain/ticket/commands/index.js'
import { allowedCommands, decide, evolve } from '../../../src/domain/ticket/decider.js'
import type { TicketEvent } from '../../../src/domain/ticket/events.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { STATUSES, type Status } from '../../../src/domain/ticket/status.js'
import type { Anyone } from '../../support/given.js'
import { ANYONE, identify, sceneFor } from '../../support/scenes.js'
import { AT, factsFor, validCommand } from '../../support/tickets.js'

/** Written by hand from the specification, not from the code's own table. */
const MODERATION: Anyone[] = ['moderator', 'admin', 'operator']
const EXPECTED: Record<CommandName, { who: Anyone[]; from: Partial<Record<Status, Status>> }> = {
  submit: { who: ['requester'], from: { draft: 'submitted' } },
  approve: { who: MODERATION, from: { submitted: 'open' } },
  ask_clarification: { who: MODERATION, from: { submitted: 'needs_clarification' } },
  answer_clarification: { who: ['requester'], from: { needs_clarification: 'submitted' } },
  reassign: {
    who: MODERATION,
    from: {
      assigned: 'assigned',
      in_progress: 'assigned',
      reopened: 'assigned',
      postponed: 'assigned',
      awaiting_approval: 'assigned',
    },
  },
  undo: { who: MODERATION, from: Object.fromEntries(STATUSES.map((s) => [s, 'submitted'])) },
  reject: {
    who: MODERATION,
    from: { submitted: 'rejected', needs_clarification: 'rejected', open: 'rejected' },
  },
  assign: { who: MODERATION, from: { submitted: 'assigned', open: 'assigned' } },
  claim: {
    who: ['assignee', 'teamMember', 'departmentAgent', 'head', 'moderator', 'admin'],
    from: { open: 'assigned' },
  },
  acknowledge: {
    who: ['assignee', 'teamMember'],
    from: { assigned: 'assigned', reopened: 'reopened', in_progress: 'in_progress' },
  },
  start: { who: ['assignee'], from: { assigned: 'in_progress', reopened: 'in_progress' } },
  progress: { who: ['assignee'], from: { in_progress: 'in_progress' } },
  complete: { who: ['assignee'], from: { in_progress: 'completed' } },
  resolve: { who: ['requester'], from: { completed: 'resolved' } },
  request_rework: { who: ['requester', ...MODERATION], from: { completed: 'in_progress' } },
  close: {
    who: MODERATION,
    from: {
      completed: 'closed',
      resolved: 'closed',
      ready_for_closure: 'closed',
      in_progress: 'closed',
      awaiting_approval: 'closed',
      assigned: 'closed',
      open: 'closed',
      postponed: 'closed',
      reopened: 'closed',
    },
  },
  withdraw: {
    who: ['requester'],
    from: {
      submitted: 'withdrawn',
      needs_clarification: 'withdrawn',
      open: 'withdrawn',
      assigned: 'withdrawn',
      in_progress: 'withdrawn',
      awaiting_approval: 'withdrawn',
      postponed: 'withdrawn',
      reopened: 'withdrawn',
    },
  },
  change_priority: { who: MODERATION, from: live() },
  set_tags: { who: ['assignee', ...MODERATION], from: live() },
  set_department: { who: ['system'], from: live() },
  notify: { who: [], from: live() },
  set_category: { who: [], from: live() }, // rules and macros alone
  auto_verify: { who: ['system'], from: { completed: 'resolved' } },
  auto_close: { who: ['system'], from: { completed: 'closed', resolved: 'closed' } },
  note_unacknowledged: { who: ['system'], from: { assigned: 'assigned', reopened: 'reopened' } },
  delete_draft: { who: ['requester'], from: { draft: 'draft' } },
  restore_draft: { who: ['requester'], from: { draft: 'draft' } },
  expire_draft: { who: ['system'], from: { draft: 'draft' } },
  postpone: {
    who: MODERATION,
    from: {
      open: 'postponed',
      assigned: 'postponed',
      in_progress: 'postponed',
      reopened: 'postponed',
    },
  },
  restart: { who: [...MODERATION, 'system'], from: { postponed: 'in_progress' } },
  remind_postponed: { who: ['system'], from: { postponed: 'postponed' } },
  split: {
    who: ['moderator', 'admin'],
    from: {
      submitted: 'in_progress',
      open: 'in_progress',
      assigned: 'in_progress',
      in_progress: 'in_progress',
      reopened: 'in_progress',
    },
  },
  delete_sub_ticket: { who: MODERATION, from: live() },
  subtickets_progressed: { who: ['system'], from: live() },
  subtickets_closed: {
    who: ['system'],
    from: {
      assigned: 'ready_for_closure',
      in_progress: 'ready_for_closure',
      reopened: 'ready_for_closure',
    },
  },
  subticket_reopened: {
    who: ['system'],
    from: { ready_for_closure: 'in_progress', completed: 'in_progress', resolved: 'in_progress' },
  },
  request_approval: { who: ['assignee'], from: { in_progress: 'awaiting_approval' } },
  decide_approval: { who: ['approver'], from: { awaiting_approval: 'in_progress' } },
  remind_approval: { who: ['system'], from: { awaiting_approval: 'awaiting_approval' } },
  escalate_approval: { who: ['system'], from: { awaiting_approval: 'awaiting_approval' } },
  nudge_sub_tickets: { who: ['system'], from: live() },
  request_reopening: { who: ['requester'], from: { closed: 'closed' } },
  request_sub_ticket: { who: ['assignee'], from: working() },
  request_postponement: { who: ['assignee'], from: working() },
  decline_request: { who: MODERATION, from: { closed: 'closed', ...working() } },
  reopen: { who: MODERATION, from: { closed: 'reopened' } },
  add_participant: { who: MODERATION, from: live() },
  remove_participant: { who: MODERATION, from: live() },
  add_team_members: { who: ['head'], from: live() },
  remove_team_member: { who: ['head'], from: live() },
  warn_sla: { who: ['system'], from: live() },
  breach_sla: { who: ['system'], from: live() },
  escalate: {
    who: ['system'],
    from: {
      ...live(),
      ...{ in_progress: 'assigned', postponed: 'assigned' },
      ...{ reopened: 'assigned', awaiting_approval: 'assigned' },
    },
  },
}

function working(): Partial<Record<Status, Status>> {
  return { assigned: 'assigned', in_progress: 'in_progress', reopened: 'reopened' }
}

/** Conflicts of a command's own come before its status. */
const OWN_CONFLICT: Partial<Record<CommandName, (state: TicketState) => string>> = {
  claim: ({ assigneeId }) => (assigneeId === null ? 'invalid_transition' : 'already_assigned'),
  decide_approval: () => 'approval_not_pending',
}

function live(): Partial<Record<Status, Status>> {
  const ended: Status[] = ['draft', 'rejected', 'closed', 'withdrawn']
  return Object.fromEntries(STATUSES.filter((s) => !ended.includes(s)).map((s) => [s, s]))
}

const NEED_ASSIGNEE: readonly CommandName[] = [
  'acknowledge',
  'start',
  'progress',
  'complete',
  'set_tags',
  'request_approval',
  'request_sub_ticket',
  'request_postponement',
]

/** The assignee is nobody yet in early statuses, so cannot act as one; a moderator reworks more. */
function expectedTo(
  name: CommandName,
  status: Status,
  who: Anyone,
): Status | 'forbidden' | 'refused' {
  const { who: allowed, from } = EXPECTED[name]
  const state = sceneFor(name, status)
  const unowned = state.assigneeId === null && who === 'assignee'
  const needsAssignee = NEED_ASSIGNEE.includes(name)
  if (!allowed.includes(who) || (unowned && needsAssignee)) return 'forbidden'
  const more =
    name === 'request_rework' &&
    who !== 'requester' &&
    ['resolved', 'ready_for_closure'].includes(status)
  return more ? 'in_progress' : (from[status] ?? 'refused')
}

describe.each(COMMAND_NAMES)('%s', (name) => {
  it.each(STATUSES)('from %s is as the table says, for everyone', (status) => {
    for (const who of ANYONE) {
      const { actor, person } = identify(who)
      const state = sceneFor(name, status)
      const context = { at: AT, facts: factsFor(person) }
      const decision = decide(state, validCommand(name, state, actor), context)
      const expected = expectedTo(name, status, who)
      const label = `${name} from ${status} by ${who}`
      if (expected === 'forbidden') {
        const code = name === 'request_approval' ? 'finance_only' : 'forbidden'
        expect(decision, label).toMatchObject({ kind: 'refused', refusal: { code } })
      } else if (expected === 'refused') {
        const code = OWN_CONFLICT[name]?.(state) ?? 'invalid_transition'
        expect(decision, label).toMatchObject({ kind: 'refused', refusal: { code } })
      } else {
        expect(decision.kind, label).toBe('happened')
        if (decision.kind !== 'happened') continue
        const event = { ...decision.event, notifications: [] } as TicketEvent // of its own type still
        expect(evolve(state, event).status, label).toBe(expected)
      }
      const offered = allowedCommands(state, actor, person, context).includes(name)
      expect(offered, `${label} in allowedCommands`).toBe(STATUSES.some((s) => s === expected))
    }
  })
})
