import { describe, expect, it } from 'vitest'
import type { Approval, ApprovalStep } from '../../../../src/domain/approval/approval.js'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { APPROVAL, AT, ticketIn } from '../../../support/tickets.js'

const [step] = APPROVAL.steps as [ApprovalStep]
const chain = (...steps: Partial<ApprovalStep>[]): Approval => ({
  ...APPROVAL,
  steps: steps.map((over) => ({ ...step, ...over })),
})
const waiting = (approval = APPROVAL, over = {}) =>
  given(ticketIn('awaiting_approval', { approval, ...over }))
const YES = { approvalId: 'a', approved: true }
const NO = { approvalId: 'a', approved: false }

describe('decide_approval', () => {
  it('grants it with the last step, and work goes on', () => {
    const then = waiting().when('approver', 'decide_approval', YES)
    expect(then.event).toEqual({
      type: 'decide_approval',
      at: AT,
      userId: 'approver',
      approved: true,
      remindAt: null,
      escalateAt: null,
    })
    expect(then.state).toMatchObject({
      status: 'in_progress',
      reworkCount: 0,
      approval: { status: 'approved', decidedAt: AT },
      deadlines: {},
    })
    expect(then.change?.event.notifications).toEqual([
      notifyModerators('approval_decided', 'assignee', 'requester'),
    ])
    expect(then.change?.effects.texts).toEqual({ 'approval/a/approver': 'comment' })
  })

  it('rejected it is rework', () => {
    const then = waiting().when('approver', 'decide_approval', NO)
    expect(then.state).toMatchObject({
      status: 'in_progress',
      reworkCount: 1,
      approval: { status: 'rejected', decidedAt: AT },
    })
    expect(then.change?.event.notifications).toEqual([
      notifyModerators('approval_decided', 'assignee', 'requester'),
    ])
  })

  it('goes on to the next step, whose deciders are notified, with times of its own', () => {
    const next: Partial<ApprovalStep> = {
      status: 'waiting',
      approvers: ['z'],
      remindEvery: 'P2D',
      escalateAfter: 'P5D',
    }
    const then = waiting(chain({}, next)).when('approver', 'decide_approval', YES)
    expect(then.event).toMatchObject({
      remindAt: '2026-01-03T00:00:00.000Z',
      escalateAt: '2026-01-06T00:00:00.000Z',
    })
    expect(then.state.status).toBe('awaiting_approval')
    const { seq } = then.state
    expect(then.state.deadlines).toEqual({
      approval_reminder: { at: '2026-01-03T00:00:00.000Z', seq },
      approval_escalation: { at: '2026-01-06T00:00:00.000Z', seq },
    })
    expect(then.change?.event.notifications).toEqual([notifyUsers('approval_requested', 'z')])
  })

  it('keeps its timers while the step waits for more decisions, and notifies nobody', () => {
    const all = chain({ mode: 'all', approvers: ['approver', 'z'] })
    const deadlines = {
      approval_reminder: { at: '2026-02-01T00:00:00.000Z', seq: 1, n: 3 },
      approval_escalation: { at: '2026-02-02T00:00:00.000Z', seq: 1 },
    }
    const then = waiting(all, { deadlines }).when('approver', 'decide_approval', YES)
    expect(then.state).toMatchObject({ status: 'awaiting_approval', deadlines })
    expect(then.change?.event.notifications).toEqual([])
    expect(given(then.state).when('approver', 'decide_approval', YES).code).toBe(
      'approval_not_pending',
    )
    const bare = waiting(all, { deadlines: {} }).when('approver', 'decide_approval', YES)
    expect(bare.state.deadlines).toEqual({})
  })

  it('is overtaken by closing, reassigning and withdrawing, which cancel it', () => {
    const texts = { texts: ['reason'] }
    expect(waiting().when('moderator', 'close', {}, texts).code).toBe('approval_pending')
    const closed = waiting().and('moderator', 'close', { cancelApproval: true }, texts)
    const reassigned = waiting().and('moderator', 'reassign', {}, texts)
    const withdrawn = waiting().and('requester', 'withdraw')
    for (const { state } of [closed, reassigned, withdrawn]) {
      expect(state.approval).toEqual({ ...APPROVAL, status: 'cancelled', decidedAt: AT })
      expect(given(state).when('approver', 'decide_approval', YES).code).toBe(
        'approval_not_pending',
      )
    }
  })

  it('taken back to waiting, it keeps its steps and absolute times', () => {
    const before = waiting()
    const { state } = before
      .and('moderator', 'close', { cancelApproval: true }, { texts: ['reason'] })
      .when('moderator', 'undo')
    expect(state.approval).toEqual(APPROVAL)
    expect(state.deadlines).toEqual(before.state.deadlines)
  })
})

describe('decide_approval refuses', () => {
  it('another’s turn, and all whom it does not ask', () => {
    const later = chain({ approvers: ['x'] }, { status: 'waiting' })
    expect(waiting(later).when('approver', 'decide_approval', YES).code).toBe('forbidden')
    expect(waiting().when('moderator', 'decide_approval', YES).code).toBe('forbidden')
    expect(waiting().when('admin', 'decide_approval', YES).code).toBe('forbidden')
  })

  it('another approval, and one that is decided', () => {
    const other = { approvalId: 'b', approved: true }
    expect(waiting().when('approver', 'decide_approval', other).code).toBe('approval_not_pending')
    const decided = waiting().and('approver', 'decide_approval', YES)
    expect(decided.when('approver', 'decide_approval', YES).code).toBe('approval_not_pending')
  })
})
