import { describe, expect, it } from 'vitest'
import {
  type Approval,
  beginApproval,
  currentStep,
  decided,
  escalated,
  listDeciders,
  openDeciders,
} from '../../src/domain/approval/approval.js'
import { DEFAULT_POLICY, type PolicyStep } from '../../src/domain/approval/policy.js'
import { decide, evolve } from '../../src/domain/ticket/decider.js'
import { effectsOf } from '../../src/domain/ticket/outcome/index.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { APPROVAL, AT, command, factsFor, ticketIn } from '../support/tickets.js'
import { when } from '../support/when.js'

const [plain] = DEFAULT_POLICY.steps as [PolicyStep]
const begin = (steps: Partial<PolicyStep>[], amount: number | null = null): Approval =>
  beginApproval(
    { id: 'a', n: 1, requestedBy: 'r', amount, currency: null },
    { steps: steps.map((step) => ({ ...plain, ...step })) },
    ['everyone'],
    (id) => id !== 'gone',
    AT,
  )
const statuses = ({ steps }: Approval) => steps.map(({ status }) => status)

describe('a chain', () => {
  it('skips steps below their amount, never where the amount is not known', () => {
    expect(statuses(begin([{ minAmount: 100 }, {}], 99))).toEqual(['skipped', 'pending'])
    expect(statuses(begin([{ minAmount: 100 }, {}], 100))).toEqual(['pending', 'waiting'])
    expect(statuses(begin([{ minAmount: 100 }]))).toEqual(['pending'])
    expect(begin([{ minAmount: 100 }], 1)).toMatchObject({ status: 'approved', decidedAt: AT })
  })
  it('asks those of the role where nobody is named, and leaves out who is gone', () => {
    expect(begin([{}]).steps[0]?.approvers).toEqual(['everyone'])
    expect(begin([{ approvers: ['x', 'gone'] }]).steps[0]?.approvers).toEqual(['x'])
  })
  it('an `any` step needs one, an `all` step as many as it has approvers', () => {
    const all = begin([{ mode: 'all', approvers: ['x', 'y'] }, {}])
    const once = decided(all, 'x', true, AT)
    expect(statuses(once)).toEqual(['pending', 'waiting'])
    expect(openDeciders(currentStep(once) as never, AT)).toEqual(['y'])
    const twice = decided(once, 'y', true, AT)
    expect(statuses(twice)).toEqual(['approved', 'pending'])
    expect(decided(twice, 'everyone', true, AT).status).toBe('approved')
    expect(currentStep(decided(twice, 'everyone', true, AT))).toBeUndefined()
  })
  it('one rejection rejects', () => {
    const all = begin([{ mode: 'all', approvers: ['x', 'y'] }, {}])
    expect(decided(all, 'y', false, AT)).toMatchObject({ status: 'rejected', decidedAt: AT })
  })
  it('delegates decide within their dates, those it was escalated to once it was', () => {
    const approval = begin([
      {
        approvers: ['x'],
        delegates: [
          { userId: 'early', from: null, to: '2025-12-31T00:00:00.000Z' },
          { userId: 'now', from: '2026-01-01T00:00:00.000Z', to: null },
          { userId: 'late', from: '2026-01-02T00:00:00.000Z', to: null },
        ],
        escalateTo: ['boss'],
      },
    ])
    const deciders = (one: Approval) => openDeciders(one.steps[0] as never, AT)
    expect(deciders(approval)).toEqual(['x', 'now'])
    expect(deciders(escalated(approval))).toEqual(['x', 'now', 'boss'])
    expect(listDeciders(approval)).toEqual(['x', 'early', 'now', 'late', 'boss'])
  })
})

describe('a ticket’s approval', () => {
  const working = ticketIn('in_progress')
  const settings = (step: Partial<PolicyStep>) => ({
    settings: { approvalPolicy: { steps: [{ ...plain, ...step }] } },
  })
  it('needs somebody to decide, and a reason', () => {
    expect(when(working, 'assignee', 'request_approval', {})).toBe('validation_failed')
    const nobody = settings({ approvers: ['gone'] })
    expect(when(working, 'assignee', 'request_approval', {}, ['reason'], nobody)).toBe(
      'no_approver',
    )
  })
  it('is granted at once where every step is skipped', () => {
    const facts = settings({ minAmount: 100 })
    const asked = when(working, 'assignee', 'request_approval', { amount: 1 }, ['reason'], facts)
    expect(asked).toMatchObject({ status: 'in_progress', approval: { status: 'approved' } })
  })
  it('keeps its reminder while a step waits for more decisions, and sets it anew for the next', () => {
    const people = { x: factsFor(null).people.head, y: factsFor(null).people.head } as never
    const facts = { ...settings({ approvers: ['approver', 'y'], mode: 'all' }), people }
    const waiting = ticketIn('awaiting_approval', {
      approval: {
        ...APPROVAL,
        steps: APPROVAL.steps.map((step) => ({
          ...step,
          mode: 'all' as const,
          approvers: ['approver', 'y'],
        })),
      },
      deadlines: { approval_reminder: { at: '2026-02-01T00:00:00.000Z', seq: 1, n: 3 } },
    })
    const body = { approvalId: 'a', approved: true }
    const after = when(waiting, 'approver', 'decide_approval', body, [], facts) as TicketState
    expect(after.status).toBe('awaiting_approval')
    expect(after.deadlines.approval_reminder).toEqual(waiting.deadlines.approval_reminder)
    expect(when(after, 'approver', 'decide_approval', body, [], facts)).toBe('approval_not_pending')
    const bare = when({ ...waiting, deadlines: {} }, 'approver', 'decide_approval', body, [], facts)
    expect(bare).toMatchObject({ deadlines: {} })
  })
  it('another’s turn is forbidden, another approval is not pending', () => {
    const later = ticketIn('awaiting_approval', {
      approval: {
        ...APPROVAL,
        steps: [
          { ...(APPROVAL.steps[0] as never as Approval['steps'][0]), approvers: ['x'] },
          { ...(APPROVAL.steps[0] as never as Approval['steps'][0]), status: 'waiting' },
        ],
      },
    })
    const body = { approvalId: 'a', approved: true }
    expect(when(later, 'approver', 'decide_approval', body)).toBe('forbidden')
    const other = { approvalId: 'b', approved: true }
    expect(when(ticketIn('awaiting_approval'), 'approver', 'decide_approval', other)).toBe(
      'approval_not_pending',
    )
  })
  it('rejection is rework, and the closing of the ticket cancels what is pending', () => {
    const waiting = ticketIn('awaiting_approval')
    const no = { approvalId: 'a', approved: false }
    expect(when(waiting, 'approver', 'decide_approval', no)).toMatchObject({
      status: 'in_progress',
      reworkCount: 1,
      approval: { status: 'rejected' },
    })
    expect(when(waiting, 'moderator', 'close', {}, ['reason'])).toBe('approval_pending')
    const closed = when(waiting, 'moderator', 'close', { cancelApproval: true }, ['reason'])
    expect(closed).toMatchObject({ approval: { status: 'cancelled' } })
  })
  it('tells the next deciders when a step is done, and nobody of one decision among many', () => {
    const two = {
      ...APPROVAL,
      steps: [...APPROVAL.steps, { ...APPROVAL.steps[0], status: 'waiting', approvers: ['z'] }],
    } as Approval
    const before = ticketIn('awaiting_approval', { approval: two })
    const event = {
      type: 'decide_approval',
      at: AT,
      userId: 'approver',
      approved: true,
      remindAt: null,
      escalateAt: null,
    } as const
    const told = effectsOf(before, event, evolve(before, event)).notices
    expect(told).toMatchObject([{ type: 'approval_requested', users: ['z'] }])
    const all = {
      ...APPROVAL,
      steps: APPROVAL.steps.map((s) => ({ ...s, mode: 'all', approvers: ['approver', 'z'] })),
    } as Approval
    const sole = ticketIn('awaiting_approval')
    expect(effectsOf(sole, event, evolve(sole, event)).notices).toMatchObject([
      { type: 'approval_decided', users: ['assignee', 'requester'], moderators: true },
    ])
    const half = ticketIn('awaiting_approval', { approval: all })
    expect(effectsOf(half, event, evolve(half, event)).notices).toEqual([])
  })
  it('reminds and escalates only what is owed', () => {
    const system = { kind: 'system' } as const
    const bare = ticketIn('awaiting_approval', { deadlines: {}, approval: null })
    for (const name of ['remind_approval', 'escalate_approval'] as const) {
      const decision = decide(bare, command(name, system, {}), { at: AT, facts: factsFor(null) })
      expect(decision.kind).toBe('unchanged')
    }
    const quiet = ticketIn('awaiting_approval', {
      approval: { ...APPROVAL, steps: APPROVAL.steps.map((s) => ({ ...s, remindEvery: null })) },
    })
    const context = { at: AT, facts: factsFor(null) }
    expect(decide(quiet, command('remind_approval', system, {}), context).kind).toBe('unchanged')
    const done = ticketIn('awaiting_approval', { approval: { ...APPROVAL, status: 'approved' } })
    expect(effectsOf(done, { type: 'escalate_approval', at: AT }, done).notices).toEqual([])
  })
})
