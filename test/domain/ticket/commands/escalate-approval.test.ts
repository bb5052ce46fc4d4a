import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { APPROVAL, AT, ticketIn } from '../../../support/tickets.js'

const approval = {
  ...APPROVAL,
  steps: APPROVAL.steps.map((step) => ({ ...step, escalateTo: ['head'] })),
}
const waiting = given(ticketIn('awaiting_approval', { approval }))

describe('escalate_approval', () => {
  it('lets others decide the step too, once, without a revision', () => {
    const then = waiting.when('system', 'escalate_approval')
    expect(then.event).toEqual({ type: 'escalate_approval', at: AT })
    expect(then.state).toMatchObject({
      status: 'awaiting_approval',
      revision: waiting.state.revision,
      approval: { steps: [{ escalated: ['head'] }] },
    })
    expect(then.state.deadlines).toEqual({
      approval_reminder: waiting.state.deadlines.approval_reminder,
    })
    expect(then.change?.event.notifications).toEqual([
      notifyUsers('approval_requested', 'approver', 'head'),
    ])
  })

  it('lets those decide it whom it was escalated to, and not before', () => {
    const payload = { approvalId: 'a', approved: true }
    expect(waiting.when('head', 'decide_approval', payload).code).toBe('forbidden')
    const { state } = waiting
      .and('system', 'escalate_approval')
      .when('head', 'decide_approval', payload)
    expect(state.approval?.status).toBe('approved')
  })

  it('notifies nobody where no step waits any more', () => {
    const done = { approval: { ...APPROVAL, status: 'approved' as const } }
    const then = given(ticketIn('awaiting_approval', done)).when('system', 'escalate_approval')
    expect(then.change?.event.notifications).toEqual([])
  })

  it('stays quiet once its deadline is gone', () => {
    const bare = given(ticketIn('awaiting_approval', { deadlines: {}, approval: null }))
    expect(bare.when('system', 'escalate_approval')).toMatchObject({
      event: undefined,
      code: undefined,
    })
  })

  it('refuses it to people, and where none is waited for', () => {
    expect(waiting.when('moderator', 'escalate_approval').code).toBe('forbidden')
    const working = given(ticketIn('in_progress')).when('system', 'escalate_approval')
    expect(working.code).toBe('invalid_transition')
  })
})
