import { describe, expect, it } from 'vitest'
import {
  type Approval,
  beginApproval,
  cancel,
  currentStep,
  escalate,
  listBarred,
  listDeciders,
  listOpenSteps,
  recordDecision,
} from '../../../src/domain/approval/approval.js'
import { DEFAULT_POLICY, type PolicyStep } from '../../../src/domain/approval/policy.js'
import { type ApprovalStep, openDeciders } from '../../../src/domain/approval/step.js'
import { AT } from '../../support/tickets.js'

const [plain] = DEFAULT_POLICY.steps as [PolicyStep]
const NOTHING = { amount: null as number | null, currency: null as string | null }
const begin = (
  steps: Partial<PolicyStep>[],
  { amount, currency } = NOTHING,
  approvedBefore = 0,
): Approval =>
  beginApproval(
    { id: 'a', n: 1, requestedBy: 'r', amount, currency },
    { steps: steps.map((step) => ({ ...plain, ...step })) },
    { at: AT, approvedBefore, approvers: ['everyone'], mayDecide: (id) => id !== 'gone' },
  )
const statuses = ({ steps }: Approval) => steps.map(({ status }) => status)
const first = ({ steps }: Approval) => steps[0] as ApprovalStep
const decide = (approval: Approval, by: string, approved = true, seat = by) =>
  recordDecision(approval, { by, for: seat, approved, at: AT }, { barred: ['gone'], waiting: [] })

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
          at: AT,
          mode: 'any',
          approvers: ['everyone'],
          delegates: [],
          escalated: [],
          escalateTo: [],
          barred: [],
          remindEvery: 'P1D',
          escalateAfter: null,
          decisions: [],
        },
      ],
    })
  })

  it('skips steps below their amount in their own currency, and in no other', () => {
    const steps = [{ minAmount: 100, currency: 'EUR' }, {}]
    const asked = (amount: number | null, currency: string | null) =>
      statuses(begin(steps, { amount, currency }))
    expect(asked(99, 'EUR')).toEqual(['skipped', 'pending'])
    expect(asked(100, 'EUR')).toEqual(['pending', 'waiting'])
    expect(asked(99, 'KWD')).toEqual(['pending', 'waiting'])
    expect(asked(99, null)).toEqual(['pending', 'waiting'])
    expect(asked(null, 'EUR')).toEqual(['pending', 'waiting'])
  })

  it('adds what was approved before', () => {
    const steps = [{ minAmount: 100, currency: 'EUR' }, {}]
    const asked = (before: number) =>
      statuses(begin(steps, { amount: 50, currency: 'EUR' }, before))
    expect(asked(49)).toEqual(['skipped', 'pending'])
    expect(asked(50)).toEqual(['pending', 'waiting'])
  })

  it('is granted at once where the amount is below every step', () => {
    const small = begin([{ minAmount: 100, currency: 'EUR' }], { amount: 1, currency: 'EUR' })
    expect(small).toMatchObject({ status: 'approved', decidedAt: AT })
  })

  it('knows of everyone whom it names who may not decide', () => {
    const delegates = [{ userId: 'gone', for: null, from: null, to: null }]
    const steps = [{ approvers: ['x', 'gone'] }, { delegates }, { escalateTo: ['gone', 'y'] }]
    const chain = begin(steps)
    expect(chain.steps.map(({ barred }) => barred)).toEqual([['gone'], ['gone'], ['gone']])
    expect(listBarred(chain, (id) => id === 'x')).toEqual(['gone', 'everyone', 'y'])
  })
})

describe('a chain goes on', () => {
  const all = begin([{ mode: 'all', approvers: ['x', 'y'] }, {}])

  it('after one decision of an `any` step', () => {
    const two = begin([{ approvers: ['x', 'y'] }, {}])
    expect(statuses(decide(two, 'y'))).toEqual(['approved', 'pending'])
  })

  it('after every seat of an `all` step has approved, each asked once', () => {
    const once = decide(all, 'x')
    expect(statuses(once)).toEqual(['pending', 'waiting'])
    expect(listOpenSteps(once)).toHaveLength(2)
    expect(openDeciders(first(once), AT)).toEqual(['y'])
    const twice = decide(once, 'y')
    expect(statuses(twice)).toEqual(['approved', 'pending'])
    const granted = decide(twice, 'everyone')
    expect(granted).toMatchObject({ status: 'approved', decidedAt: AT })
    expect(currentStep(granted)).toBeUndefined()
    expect(listOpenSteps(granted)).toEqual([])
  })

  it('without the seats of those who may not decide any more', () => {
    const [x, y] = [
      decide(all, 'x'),
      recordDecision(
        all,
        { by: 'x', for: 'x', approved: true, at: AT },
        { barred: ['y'], waiting: [] },
      ),
    ]
    expect(statuses(x)).toEqual(['pending', 'waiting'])
    expect(statuses(y)).toEqual(['approved', 'pending'])
  })

  it('ends with one rejection', () => {
    const rejected = decide(all, 'y', false)
    expect(rejected).toMatchObject({ status: 'rejected', decidedAt: AT })
    expect(statuses(rejected)).toEqual(['rejected', 'waiting'])
  })

  it('ends when it is cancelled, and nobody is asked any more', () => {
    const cancelled = cancel(all, AT)
    expect(cancelled).toMatchObject({ status: 'cancelled', decidedAt: AT })
    expect(currentStep(cancelled)).toBeUndefined()
  })
})

describe('those who are or were asked', () => {
  const chain = begin([
    { approvers: ['x', 'gone'], escalateTo: ['boss', 'gone'] },
    { approvers: ['z'] },
  ])

  it('are those of the steps that were reached', () => {
    expect(listDeciders(chain)).toEqual(['x'])
    expect(listDeciders(decide(chain, 'x'))).toEqual(['x', 'z'])
  })

  it('are those it was escalated to as well, once it was, but for who may not decide', () => {
    const escalated = escalate(chain, { barred: ['gone'], waiting: [] })
    expect(first(escalated).escalated).toEqual(['boss'])
    expect(listDeciders(escalated)).toEqual(['x', 'boss'])
  })
})
