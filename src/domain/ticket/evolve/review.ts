import { withDueDates } from '../../sla/clocks.js'
import type { TicketState } from '../state.js'
import type { Appliers } from './apply.js'
import { arm, without } from './deadlines.js'
import { join } from './participants.js'
import { assigned, reassigned } from './people.js'

/** Soft: the row stays, and nothing is owed by it any more. */
function deleted(state: TicketState, { at }: { at: string }): TicketState {
  return { ...state, deletedAt: at, deadlines: {} }
}

/** Drafts, review and assignment. */
export const REVIEW = {
  save_draft: (state, { departmentId, categoryId, groupId, priority, tags, expiresAt }) => ({
    ...state,
    departmentId,
    categoryId,
    groupId,
    priority,
    tags,
    deadlines: arm(state.deadlines, 'draft_expiry', expiresAt, state.seq),
  }),
  delete_draft: deleted,
  expire_draft: deleted,
  restore_draft: (state, { expiresAt }) => ({
    ...state,
    deletedAt: null,
    deadlines: arm(state.deadlines, 'draft_expiry', expiresAt, state.seq),
  }),
  submit: (state, { at }) => ({
    ...state,
    status: 'submitted',
    assigneeId: null,
    deadlines: without(state.deadlines, 'draft_expiry'),
    participants: join(state.participants, state.requesterId, 'requester', at),
  }),
  ask_clarification: (state, { at }) => ({
    ...state,
    status: 'needs_clarification',
    assigneeId: null,
    clarification: { at, answered: false },
  }),
  answer_clarification: (state) => ({
    ...state,
    status: 'submitted',
    assigneeId: null,
    clarification: state.clarification === null ? null : { ...state.clarification, answered: true },
  }),
  approve: (state, { departmentId }) => ({
    ...state,
    status: 'open',
    assigneeId: null,
    departmentId,
  }),
  assign: assigned,
  claim: assigned,
  reassign: reassigned,
  change_priority: (state, { priority, dueDates }) => ({
    ...state,
    priority,
    sla: dueDates === null ? state.sla : withDueDates(state.sla, dueDates),
  }),
  set_tags: (state, { tags }) => ({ ...state, tags }),
  delete_sub_ticket: deleted,
} satisfies Appliers<
  | 'save_draft'
  | 'delete_draft'
  | 'expire_draft'
  | 'restore_draft'
  | 'submit'
  | 'ask_clarification'
  | 'answer_clarification'
  | 'approve'
  | 'assign'
  | 'claim'
  | 'reassign'
  | 'change_priority'
  | 'set_tags'
  | 'delete_sub_ticket'
>
