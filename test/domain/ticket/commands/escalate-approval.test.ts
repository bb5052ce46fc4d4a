import { describe, expect, it } from 'vitest'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { APPROVAL, AT, ticketIn } from '../../../support/tickets.js'

const approval = {
  ...APPROVAL,
  steps: APPROVAL.steps.map((step) => ({ ...step, escalateTo: ['boss', 'assignee'] })),
}
const facts = { approvers: ['approver', 'boss', 'assignee'] }
const waiting = given(ticketIn('awaiting_approval', { approval }))

describe('escalate_approval', () => {
  it('lets others decide the step too, once, without a revision', () => {
    const then = waiting.when('system', 'escalate_approval', {}, { facts })
    expect(then.event).toEqual({
      type: 'escalate_approval',
      at: AT,
      barred: ['assignee'],
      waiting: [],
    })
    expect(then.state).toMatchObject({
      status: 'awaiting_approval',
      revision: waiting.state.revision,
      approval: { steps: [{ escalated: ['boss'] }] },
    })
    expect(then.state.deadlines).toEqual({
      approval_reminder: waiting.state.deadlines.approval_reminder,
    })
    expect(then.change?.event.notifications).toEqual([notifyUsers('approval_requested', 'boss')])
    expect(then.change?.effects.approval?.deciders).toEqual(['approver', 'boss'])
  })

  it('lets those decide it whom it was escalated to, and not before', () => {
    const payload = { approvalId: 'a', approved: true }
    expect(waiting.when('boss', 'decide_approval', payload, { facts }).code).toBe('forbidden')
    const { state } = waiting
      .and('system', 'escalate_approval', {}, { facts })
      .when('boss', 'decide_approval', payload, { facts })
    expect(state.approval?.status).toBe('approved')
  })

  it('lets them decide it alone where nobody of the step may any more', () => {
    const left = { facts: { approvers: ['boss'] } }
    const then = waiting.when('system', 'escalate_approval', {}, left)
    const payload = { approvalId: 'a', approved: true }
    const { state } = given(then.state).when('boss', 'decide_approval', payload, left)
    expect(state.approval?.status).toBe('approved')
  })

  it('reminds those who are asked, or tells the moderators, where nobody more may decide', () => {
    const notified = (approvers: string[]) =>
      waiting.when('system', 'escalate_approval', {}, { facts: { approvers } }).change?.event
        .notifications
    expect(notified(['approver'])).toEqual([notifyUsers('approval_reminder', 'approver')])
    expect(notified([])).toEqual([notifyModerators('approval_reminder')])
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
