import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY, type PolicyStep } from '../../../../src/domain/approval/policy.js'
import { allowedCommands } from '../../../../src/domain/ticket/decider.js'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { APPROVAL, AT, asUser, factsFor, ticketIn } from '../../../support/tickets.js'

const [plain] = DEFAULT_POLICY.steps as [PolicyStep]
const policy = (...steps: Partial<PolicyStep>[]) => ({
  settings: { approvalPolicy: { steps: steps.map((step) => ({ ...plain, ...step })) } },
})
const LARGE = { minAmount: 100, currency: 'EUR' }
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
    expect(then.state.approvedAmounts).toEqual({})
  })

  it('is escalated by its own time where the step says so, and reminds of nothing where it does not', () => {
    const { state } = ask(policy({ remindEvery: null, escalateAfter: 'P2D', escalateTo: ['head'] }))
    expect(state.deadlines).toEqual({
      approval_escalation: { at: '2026-01-03T00:00:00.000Z', seq: state.seq },
    })
  })

  it('is granted at once where the amount is below every step, and says so', () => {
    const then = ask(policy(LARGE), { amount: 1, currency: 'EUR' })
    expect(then.event).toMatchObject({ remindAt: null, escalateAt: null })
    expect(then.state).toMatchObject({
      status: 'in_progress',
      approval: { status: 'approved', decidedAt: AT },
      deadlines: {},
      approvedAmounts: { EUR: 1 },
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

  it('adds what was approved before in the same currency, in earlier versions too', () => {
    const asked = (approvedAmounts: Record<string, number>) =>
      given(ticketIn('in_progress', { approvedAmounts })).when(
        'assignee',
        'request_approval',
        { amount: 60, currency: 'EUR' },
        { texts: ['reason'], facts: policy(LARGE) },
      ).state
    expect(asked({ EUR: 39 })).toMatchObject({
      approval: { status: 'approved' },
      approvedAmounts: { EUR: 99 },
    })
    expect(asked({ EUR: 40, KWD: 1 }).approval).toMatchObject({ status: 'pending' })
    expect(asked({ KWD: 99 }).approval).toMatchObject({ status: 'approved' })
  })

  it('lets a delegate alone decide a step, or nobody where it is skipped', () => {
    const delegates = [{ userId: 'approver', for: null, from: null, to: null }]
    expect(ask(policy({ approvers: ['gone'], delegates })).code).toBeUndefined()
    const skipped = ask(policy({ approvers: ['gone'], ...LARGE }, {}), {
      amount: 1,
      currency: 'EUR',
    })
    expect(skipped.code).toBeUndefined()
  })

  it('refuses it without a reason, and where nobody could decide a step', () => {
    expect(working.when('assignee', 'request_approval').code).toBe('validation_failed')
    expect(ask(policy({}, { name: 'Board', approvers: ['gone'] })).refusal).toMatchObject({
      code: 'no_approver',
      error: expect.stringContaining('Board'),
      details: { step: 'Board' },
    })
  })

  it('is offered where a small amount gets past the step that nobody could decide', () => {
    const { state } = working
    const { actor, person } = asUser('assignee')
    const offers = (...steps: Partial<PolicyStep>[]) => {
      const facts = factsFor(person, { ...policy(...steps), approvers: [] })
      return allowedCommands(state, actor, person, { at: AT, facts })
    }
    expect(offers(LARGE)).toContain('request_approval')
    expect(offers(LARGE, {})).not.toContain('request_approval')
  })

  it.each(['assignee', 'requester'])('asks not the %s of what they ask for or filed', (who) => {
    const approvers = ['approver', who]
    expect(ask({ approvers }).state.approval?.steps).toMatchObject([{ barred: [who] }])
    expect(ask({ approvers }).change?.event.notifications).toEqual([
      notifyUsers('approval_requested', 'approver'),
    ])
    expect(ask({ approvers: [who] }).code).toBe('no_approver')
    const allowed = { settings: { allowSelfApproval: true }, approvers: [who] }
    expect(ask(allowed).change?.effects.approval).toMatchObject({ deciders: [who] })
  })

  it('asks the delegate of an approver who may not decide', () => {
    const delegates = [{ userId: 'approver', for: 'assignee', from: null, to: null }]
    const facts = policy({ approvers: ['assignee'], delegates })
    const then = ask({ ...facts, approvers: ['assignee', 'approver'] })
    expect(then.change?.event.notifications).toEqual([
      notifyUsers('approval_requested', 'approver'),
    ])
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
