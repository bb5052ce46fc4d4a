import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY, type PolicyStep } from '../../../../src/domain/approval/policy.js'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { APPROVAL, AT, ticketIn } from '../../../support/tickets.js'

const [plain] = DEFAULT_POLICY.steps as [PolicyStep]
const policy = (...steps: Partial<PolicyStep>[]) => ({
  settings: { approvalPolicy: { steps: steps.map((step) => ({ ...plain, ...step })) } },
})
const working = given(ticketIn('in_progress'))
const ask = (facts = {}, payload = {}) =>
  working.when('assignee', 'request_approval', payload, {
    texts: ['reason'],
    facts,
    commandId: 'a',
  })

describe('request_approval', () => {
  it('asks the first step’s approvers, and work waits', () => {
    const then = ask({}, { amount: 9900, currency: 'EUR' })
    const approval = { ...APPROVAL, amount: 9900, currency: 'EUR' }
    expect(then.event).toEqual({
      type: 'request_approval',
      at: AT,
      approval,
      remindAt: '2026-01-02T00:00:00.000Z',
      escalateAt: null,
    })
    expect(then.state).toMatchObject({ status: 'awaiting_approval', approvalCount: 1 })
    expect(then.state.approval).toEqual(approval)
    expect(then.state.deadlines).toEqual({
      approval_reminder: { at: '2026-01-02T00:00:00.000Z', seq: then.state.seq },
    })
    expect(then.change?.event.notifications).toEqual([
      notifyUsers('approval_requested', 'approver'),
    ])
    expect(then.change?.effects.approval).toEqual({ ...approval, deciders: ['approver'] })
  })

  it('is escalated by its own time where the step says so, and reminds of nothing where it does not', () => {
    const { state } = ask(policy({ remindEvery: null, escalateAfter: 'P2D', escalateTo: ['head'] }))
    expect(state.deadlines).toEqual({
      approval_escalation: { at: '2026-01-03T00:00:00.000Z', seq: state.seq },
    })
  })

  it('is granted at once where every step is skipped', () => {
    const then = ask(policy({ minAmount: 100 }), { amount: 1 })
    expect(then.event).toMatchObject({ remindAt: null, escalateAt: null })
    expect(then.state).toMatchObject({
      status: 'in_progress',
      approval: { status: 'approved', decidedAt: AT },
      deadlines: {},
    })
    expect(then.change?.event.notifications).toEqual([
      notifyModerators('approval_decided', 'assignee', 'requester'),
    ])
  })

  it('numbers the approvals of one ticket', () => {
    const again = given(ticketIn('in_progress', { approvalCount: 4 }))
    const { state } = again.when('assignee', 'request_approval', {}, { texts: ['reason'] })
    expect(state).toMatchObject({ approvalCount: 5, approval: { n: 5 } })
  })

  it('lets a delegate alone decide a step, or nobody where it is skipped', () => {
    const delegates = [{ userId: 'head', from: null, to: null }]
    expect(ask(policy({ approvers: ['gone'], delegates })).code).toBeUndefined()
    expect(
      ask(policy({ approvers: ['gone'], minAmount: 9 }, {}), { amount: 1 }).code,
    ).toBeUndefined()
  })

  it('refuses it without a reason, and where nobody could decide a step', () => {
    expect(working.when('assignee', 'request_approval').code).toBe('validation_failed')
    expect(ask(policy({}, { name: 'Board', approvers: ['gone'] })).refusal).toMatchObject({
      code: 'no_approver',
      error: expect.stringContaining('Board'),
    })
  })

  it('refuses it to all but the finance assignee, and a second one', () => {
    const texts = { texts: ['reason'] }
    for (const who of ['moderator', 'head', 'requester', 'system'] as const) {
      expect(working.when(who, 'request_approval', {}, texts).code).toBe('finance_only')
    }
    const waiting = given(ticketIn('awaiting_approval'))
    expect(waiting.when('assignee', 'request_approval', {}, texts).code).toBe('invalid_transition')
  })
})
