import { describe, expect, it } from 'vitest'
import {
  type Approval,
  type ApprovalStep,
  beginApproval,
  cancel,
  currentStep,
  escalate,
  listDeciders,
  openDeciders,
  recordDecision,
} from '../../../src/domain/approval/approval.js'
import { DEFAULT_POLICY, type PolicyStep } from '../../../src/domain/approval/policy.js'
import { AT } from '../../support/tickets.js'

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
const first = ({ steps }: Approval) => steps[0] as ApprovalStep

describe('a chain begins', () => {
  it('with one step, CEO, where the organization has no policy of its own', () => {
    expect(begin([{}])).toEqual({
      id: 'a',
      n: 1,
      requestedBy: 'r',
      amount: null,
      currency: null,
      status: 'pending',
      at: AT,
      decidedAt: null,
      steps: [
        {
          name: 'CEO',
          status: 'pending',
          mode: 'any',
          approvers: ['everyone'],
          delegates: [],
          escalated: [],
          escalateTo: [],
          remindEvery: 'P1D',
          escalateAfter: null,
          decisions: [],
        },
      ],
    })
  })

  it('skips steps below their amount, never where the amount is not known', () => {
    expect(statuses(begin([{ minAmount: 100 }, {}], 99))).toEqual(['skipped', 'pending'])
    expect(statuses(begin([{ minAmount: 100 }, {}], 100))).toEqual(['pending', 'waiting'])
    expect(statuses(begin([{ minAmount: 100 }]))).toEqual(['pending'])
  })

  it('is granted at once where every step is skipped', () => {
    expect(begin([{ minAmount: 100 }], 1)).toMatchObject({ status: 'approved', decidedAt: AT })
  })

  it('asks those of the role where nobody is named, and leaves out who is gone', () => {
    expect(first(begin([{ approvers: ['x', 'gone'] }])).approvers).toEqual(['x'])
    const delegates = [{ userId: 'gone', from: null, to: null }]
    expect(first(begin([{ delegates, escalateTo: ['gone', 'y'] }]))).toMatchObject({
      delegates: [],
      escalateTo: ['y'],
    })
  })
})

describe('a chain goes on', () => {
  const all = begin([{ mode: 'all', approvers: ['x', 'y'] }, {}])

  it('after one decision of an `any` step', () => {
    const two = begin([{ approvers: ['x', 'y'] }, {}])
    expect(statuses(recordDecision(two, 'y', true, AT))).toEqual(['approved', 'pending'])
  })

  it('after all of an `all` step have approved, each asked once', () => {
    const once = recordDecision(all, 'x', true, AT)
    expect(statuses(once)).toEqual(['pending', 'waiting'])
    expect(openDeciders(first(once), AT)).toEqual(['y'])
    const twice = recordDecision(once, 'y', true, AT)
    expect(statuses(twice)).toEqual(['approved', 'pending'])
    const granted = recordDecision(twice, 'everyone', true, AT)
    expect(granted).toMatchObject({ status: 'approved', decidedAt: AT })
    expect(currentStep(granted)).toBeUndefined()
  })

  it('ends with one rejection', () => {
    const rejected = recordDecision(all, 'y', false, AT)
    expect(rejected).toMatchObject({ status: 'rejected', decidedAt: AT })
    expect(statuses(rejected)).toEqual(['rejected', 'waiting'])
  })

  it('ends when it is cancelled, and nobody is asked any more', () => {
    const cancelled = cancel(all, AT)
    expect(cancelled).toMatchObject({ status: 'cancelled', decidedAt: AT })
    expect(currentStep(cancelled)).toBeUndefined()
  })
})

describe('those who may decide', () => {
  const approval = begin([
    {
      approvers: ['x'],
      delegates: [
        { userId: 'early', from: null, to: '2025-12-31T00:00:00.000Z' },
        { userId: 'now', from: AT, to: null },
        { userId: 'late', from: '2026-01-02T00:00:00.000Z', to: null },
        { userId: 'x', from: null, to: null },
      ],
      escalateTo: ['boss'],
    },
  ])

  it('are approvers, and delegates within their dates', () => {
    expect(openDeciders(first(approval), AT)).toEqual(['x', 'now'])
  })

  it('are those it was escalated to as well, once it was', () => {
    expect(openDeciders(first(escalate(approval)), AT)).toEqual(['x', 'now', 'boss'])
  })

  it('may all come to be asked', () => {
    expect(listDeciders(approval)).toEqual(['x', 'early', 'now', 'late', 'boss'])
  })
})
