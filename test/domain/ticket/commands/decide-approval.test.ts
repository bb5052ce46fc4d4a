import { describe, expect, it } from 'vitest'
import type { Approval } from '../../../../src/domain/approval/approval.js'
import type { ApprovalStep } from '../../../../src/domain/approval/step.js'
import { getCommand } from '../../../../src/domain/ticket/commands/index.js'
import { allowedCommands } from '../../../../src/domain/ticket/decider.js'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import type { TicketState } from '../../../../src/domain/ticket/state.js'
import { given } from '../../../support/given.js'
import { APPROVAL, AT, asUser, factsFor, ticketIn } from '../../../support/tickets.js'

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
  it('is offered to whoever can only reject it, and not to who may not decide', () => {
    const { state } = waiting(chain({}, { status: 'waiting', approvers: ['gone'] }))
    const { actor, person } = asUser('approver')
    const offered = (over: Partial<TicketState> = {}) => {
      const context = { at: AT, facts: factsFor(person) }
      return allowedCommands({ ...state, ...over } as TicketState, actor, person, context)
    }
    expect(offered()).toContain('decide_approval')
    const context = { at: AT, facts: factsFor(person) }
    const { payload } = getCommand('decide_approval').example(state, actor, context)
    expect(payload).toEqual(NO)
    expect(offered({ requesterId: 'approver' })).not.toContain('decide_approval')
  })
  it('grants it with the last step, and work goes on', () => {
    const then = waiting().when('approver', 'decide_approval', YES)
    expect(then.event).toEqual({
      type: 'decide_approval',
      at: AT,
      userId: 'approver',
      for: 'approver',
      approved: true,
      barred: [],
      waiting: [],
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
    expect(then.change?.effects.texts).toEqual({ 'approval/a/0/approver': 'comment' })
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
    const facts = { approvers: ['approver', 'z'] }
    const then = waiting(chain({}, next)).when('approver', 'decide_approval', YES, { facts })
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
    const facts = { approvers: ['approver', 'z'] }
    const then = waiting(all, { deadlines }).when('approver', 'decide_approval', YES, { facts })
    expect(then.state).toMatchObject({ status: 'awaiting_approval', deadlines })
    expect(then.change?.event.notifications).toEqual([])
    expect(given(then.state).when('approver', 'decide_approval', YES).code).toBe(
      'approval_not_pending',
    )
    const bare = waiting(all, { deadlines: {} }).when('approver', 'decide_approval', YES, { facts })
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

  it('tells those whom the step asked that it was cancelled, and that it waits again', () => {
    const texts = { texts: ['reason'] }
    const closed = waiting().when('moderator', 'close', { cancelApproval: true }, texts)
    expect(closed.change?.event.notifications).toContainEqual(
      notifyUsers('approval_cancelled', 'approver'),
    )
    const back = given(closed.state).when('moderator', 'undo')
    expect(back.change?.event.notifications).toEqual([
      notifyUsers('action_undone', 'requester', 'assignee', 'approver'),
    ])
  })

  it('adds up what was approved, and nothing that was rejected', () => {
    const amount = { amount: 50, currency: 'EUR' }
    const over = { approvedAmounts: { EUR: 10 } }
    const asked = waiting({ ...APPROVAL, ...amount }, over)
    const amounts = (payload: typeof YES) =>
      asked.when('approver', 'decide_approval', payload).state.approvedAmounts
    expect(amounts(YES)).toEqual({ EUR: 60 })
    expect(amounts(NO)).toEqual({ EUR: 10 })
    const first = waiting({ ...APPROVAL, ...amount }).when('approver', 'decide_approval', YES)
    expect(first.state.approvedAmounts).toEqual({ EUR: 50 })
    const bare = waiting({ ...APPROVAL, amount: 50 }, over).when('approver', 'decide_approval', YES)
    expect(bare.state.approvedAmounts).toEqual({ EUR: 10 })
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

describe('decide_approval for a seat', () => {
  const facts = { approvers: ['approver', 'boss', 'y', 'z'] }
  const delegates = [{ userId: 'boss', for: null, from: null, to: null }]
  const all = chain({ mode: 'all', approvers: ['approver', 'z'], delegates })
  const decide = (who: 'approver' | 'boss', payload: object, approval = all) =>
    waiting(approval).when(who, 'decide_approval', { ...YES, ...payload }, { facts })

  it('is that of the approver whom a delegate names, else the first that waits', () => {
    expect(decide('boss', { for: 'z' }).event).toMatchObject({ userId: 'boss', for: 'z' })
    const then = decide('boss', {})
    expect(then.event).toMatchObject({ userId: 'boss', for: 'approver' })
    expect(then.state.approval?.steps[0]).toMatchObject({
      status: 'pending',
      decisions: [{ by: 'boss', for: 'approver', approved: true }],
    })
  })

  it('is one’s own where one has one', () => {
    expect(decide('approver', { for: 'approver' }).event).toMatchObject({ for: 'approver' })
    expect(decide('approver', { for: 'z' }).code).toBe('forbidden')
  })

  it('is decided once', () => {
    const { state } = decide('boss', { for: 'approver' })
    const codeAfter = (who: 'approver' | 'boss', payload: object) =>
      given(state).when(who, 'decide_approval', { ...YES, ...payload }, { facts }).code
    expect(codeAfter('approver', {})).toBe('approval_not_pending')
    expect(codeAfter('boss', { for: 'z' })).toBe('approval_not_pending')
    const second = [...delegates, { userId: 'y', for: null, from: null, to: null }]
    const open = chain({ ...all.steps[0], delegates: second, approvers: ['x', 'y', 'z'] })
    const decisions = [{ by: 'x', for: 'x', at: AT, approved: true }]
    const taken = chain({ ...open.steps[0], decisions })
    expect(decide('boss', { for: 'x' }, taken).code).toBe('approval_not_pending')
    expect(decide('boss', { for: 'nobody' }, taken).code).toBe('forbidden')
  })

  it('is nobody’s who has become barred from it', () => {
    const asked = waiting({ ...APPROVAL, requestedBy: 'approver' })
    expect(asked.when('approver', 'decide_approval', YES)).toMatchObject({
      code: 'forbidden',
      refusal: { error: expect.stringContaining('themselves') },
    })
    const lost = { facts: { approvers: [] } }
    expect(waiting().when('approver', 'decide_approval', YES, lost).code).toBe('forbidden')
  })
})

describe('decide_approval refuses', () => {
  it('to go on to a step that nobody can decide; to reject it is possible', () => {
    const next: Partial<ApprovalStep> = { name: 'Board', status: 'waiting', approvers: ['gone'] }
    const asked = waiting(chain({}, next))
    expect(asked.when('approver', 'decide_approval', YES)).toMatchObject({
      code: 'no_approver',
      refusal: { details: { step: 'Board' } },
    })
    expect(asked.when('approver', 'decide_approval', NO).code).toBeUndefined()
  })

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
