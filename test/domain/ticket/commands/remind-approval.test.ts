import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY, type PolicyStep } from '../../../../src/domain/approval/policy.js'
import type { ApprovalStep } from '../../../../src/domain/approval/step.js'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { APPROVAL, AT, ticketIn } from '../../../support/tickets.js'

const LATE = '2026-01-05T12:00:00.000Z'

describe('remind_approval', () => {
  it('asks the deciders again, by its own time however late, without a revision', () => {
    const before = ticketIn('awaiting_approval')
    const then = given(before).when('system', 'remind_approval', {}, { at: LATE })
    expect(then.event).toEqual({
      type: 'remind_approval',
      at: LATE,
      n: 1,
      nextAt: '2026-01-06T00:00:00.000Z',
      undecidable: null,
      barred: [],
      waiting: [],
    })
    expect(then.state).toEqual({
      ...before,
      seq: before.seq + 1,
      deadlines: {
        ...before.deadlines,
        approval_reminder: { at: '2026-01-06T00:00:00.000Z', seq: 1, n: 2 },
      },
    })
    expect(then.change?.event.notifications).toEqual([notifyUsers('approval_reminder', 'approver')])
  })

  it('tells the moderators where nobody is left who may decide', () => {
    const facts = { approvers: [] }
    const then = given(ticketIn('awaiting_approval')).when(
      'system',
      'remind_approval',
      {},
      { facts },
    )
    expect(then.change?.event.notifications).toEqual([notifyModerators('approval_reminder')])
    expect(then.event).toMatchObject({ barred: ['approver'], undecidable: 'CEO' })
    const again = given(then.state).when('system', 'remind_approval')
    expect(again.change?.event.notifications).toEqual([
      notifyUsers('approval_reminder', 'approver'),
    ])
  })

  it('tells them too of a later step that nobody may decide, until an admin names somebody', () => {
    const [step] = APPROVAL.steps as [ApprovalStep]
    const later = { ...step, name: 'Board', status: 'waiting' as const, at: null, approvers: ['x'] }
    const begun = given(
      ticketIn('awaiting_approval', { approval: { ...APPROVAL, steps: [step, later] } }),
    )
    const decision = { approvalId: 'a', approved: true }
    expect(begun.when('approver', 'decide_approval', decision).code).toBe('no_approver')
    const told = begun.when('system', 'remind_approval')
    expect(told.change?.event.notifications).toEqual([
      notifyModerators('approval_reminder', 'approver'),
    ])
    const [policyStep] = DEFAULT_POLICY.steps as [PolicyStep]
    const named = { ...policyStep, name: 'Board', approvers: ['boss'] }
    const settings = { approvalPolicy: { steps: [named] } }
    const facts = { approvers: ['approver', 'boss'], settings }
    const { state, code } = begun.when('approver', 'decide_approval', decision, { facts })
    expect(code).toBeUndefined()
    expect(state.approval?.steps).toMatchObject([{ status: 'approved' }, { approvers: ['boss'] }])
    const done = given(state).when('boss', 'decide_approval', decision, { facts })
    expect(done.state.approval?.status).toBe('approved')
  })

  it('counts its repeats', () => {
    const deadlines = { approval_reminder: { at: AT, seq: 1, n: 4 } }
    const { event } = given(ticketIn('awaiting_approval', { deadlines })).when(
      'system',
      'remind_approval',
    )
    expect(event).toMatchObject({ n: 4 })
  })

  it.each([
    ['its deadline is gone', { deadlines: {} }],
    ['the approval is gone', { approval: null }],
    ['no step waits', { approval: { ...APPROVAL, status: 'approved' as const } }],
    [
      'the step reminds of nothing',
      {
        approval: { ...APPROVAL, steps: APPROVAL.steps.map((s) => ({ ...s, remindEvery: null })) },
      },
    ],
  ])('stays quiet where %s', (_why, over) => {
    const then = given(ticketIn('awaiting_approval', over)).when('system', 'remind_approval')
    expect(then).toMatchObject({ event: undefined, code: undefined })
  })

  it('refuses it to people, and where none is waited for', () => {
    const waiting = given(ticketIn('awaiting_approval'))
    expect(waiting.when('moderator', 'remind_approval').code).toBe('forbidden')
    const working = given(ticketIn('in_progress')).when('system', 'remind_approval')
    expect(working.code).toBe('invalid_transition')
  })
})
