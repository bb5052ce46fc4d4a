import { describe, expect, it } from 'vitest'
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
    const steps = APPROVAL.steps.map((step) => ({ ...step, barred: ['approver'] }))
    const over = given(ticketIn('awaiting_approval', { approval: { ...APPROVAL, steps } }))
    const { change } = over.when('system', 'remind_approval')
    expect(change?.event.notifications).toEqual([notifyModerators('approval_reminder')])
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
