import { describe, expect, it } from 'vitest'
import {
  cancelContract,
  changePlan,
  resumeContract,
} from '../../../src/domain/billing/change-contract.js'
import type { ContractState } from '../../../src/domain/billing/contract.js'
import { findCurrent, findNextDue, findStep } from '../../../src/domain/billing/contract-steps.js'
import { awaitPayment, settleAttempt } from '../../../src/domain/billing/dunning.js'
import {
  activeContract,
  billUntil,
  contract,
  day,
  refuse,
  requireChanged,
  START,
  suspend,
  terms,
} from '../../support/billing.js'

describe('a contract', () => {
  it('given its beginning has come, when a year passes, then each month is billed once, as its month ends', () => {
    expect(findStep(contract(), day(-1))).toBeUndefined()
    expect(findNextDue(contract())).toBe(START)
    const { state, issues } = billUntil(contract(), '2027-01-30T23:59:59.999Z')
    expect(issues.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 12 }, (_, n) => `period/${n + 1}`),
    )
    expect(issues.every(({ bill }) => bill.total === 11_900)).toBe(true)
    expect(state.period).toEqual({
      from: '2026-12-31T00:00:00.000Z',
      to: '2027-01-31T00:00:00.000Z',
    })
    expect(findNextDue(state)).toBe('2027-01-31T00:00:00.000Z')
  })

  it('when it does not renew, then it ends with its period; what was used above the number is billed', () => {
    const limited = terms({ entitlements: { ticketsPerPeriod: 1 }, overage: { amount: 100 } })
    const { state, issues } = billUntil(
      { ...activeContract({ terms: limited, autoRenew: false }), used: 3 },
      day(60),
    )
    expect([state.status, issues.map(({ reason, bill }) => [reason, bill.total])]).toEqual([
      'ended',
      [['end', 238]],
    ])
    const renewed = billUntil({ ...activeContract({ terms: limited }), used: 3 }, day(30))
    expect(renewed.issues.map(({ bill }) => bill.lines.map(({ amount }) => amount))).toEqual([
      [10_000, 200],
    ])
    expect(renewed.state.used).toBe(0)
  })

  it('given its period is over and nobody has begun the next, when tickets were filed since, then they are of the next', () => {
    const limited = terms({ entitlements: { ticketsPerPeriod: 1 }, overage: { amount: 100 } })
    const late = { ...activeContract({ terms: limited }), used: 2, settled: 0, ahead: 3 }
    expect(findCurrent(late, day(27))).toBe(late)
    const next = { from: day(28), to: '2026-03-31T00:00:00.000Z' }
    expect(findCurrent(late, day(28))).toMatchObject({ period: next, used: 3, settled: 0 })
    expect(findCurrent({ ...late, autoRenew: false }, day(28))).toMatchObject({ used: 2 })
    expect(findCurrent(contract(), START)).toMatchObject({ used: 0, period: { from: START } })
    const { state, issues } = billUntil(late, day(28))
    expect(issues.map(({ bill }) => bill.lines.map(({ amount }) => amount))).toEqual([
      [10_000, 100],
    ])
    expect([state.used, state.period, state.ahead]).toEqual([3, next, undefined])
    const yearly = { when: 'now', at: day(29), nth: 1 } as const
    const changed = requireChanged(changePlan(late, { ...limited, period: 'P1Y' }, yearly)).state
    expect(changed).toMatchObject({ used: 3, ahead: 0, settled: 0 })
  })

  it('when nothing has to be paid, then nothing is billed', () => {
    const free = contract({ terms: terms({ price: { amount: 0, currency: 'EUR' } }) })
    expect(billUntil(free, START)).toMatchObject({
      issues: [],
      state: { status: 'active', periods: 1 },
    })
  })

  it('given payments are refused, when a week has passed, then it is suspended, after tries on days 1, 3, 5 and 7', () => {
    const begun = findStep(contract(), START)
    if (begun?.kind !== 'issue') throw new Error('no period')
    let state = awaitPayment(begun.state, 'i', START)
    const tried = [0, 1, 3, 5, 7].map((n) => {
      expect(findNextDue(state)).toBe(day(n))
      const settled = refuse(state, day(n))
      state = settled.state
      return [settled.invoice, state.status]
    })
    expect(tried.slice(0, 4)).toEqual(Array(4).fill(['open', 'active']))
    expect(tried[4]).toEqual(['failed', 'suspended'])
    expect([findNextDue(state), findStep(state, day(400))]).toEqual([null, undefined])
    const again = requireChanged(resumeContract(state, day(20))).state
    expect(refuse(again, day(20))).toMatchObject({
      invoice: 'failed',
      state: { status: 'suspended' },
    })
    const paid = billUntil(requireChanged(resumeContract(state, day(20))).state, day(20)).state
    expect(paid).toMatchObject({
      status: 'active',
      dunning: null,
      period: { to: '2026-02-28T00:00:00.000Z' },
    })
    const filed = { ...state, ahead: 3 } // after its end, before it was suspended: of no period that is paid for
    const late = billUntil(requireChanged(resumeContract(filed, day(100))).state, day(100))
    expect(late.state).toMatchObject({
      ...{ status: 'active', used: 0 },
      anchor: day(100),
      period: { from: day(100) },
    })
    expect(late.issues).toHaveLength(1)
  })

  it('given it is suspended, when it is resumed twice, then there is one attempt until that is answered', () => {
    const suspended = suspend(activeContract())
    const resumed = requireChanged(resumeContract(suspended, day(20))).state
    const begun = findStep(requireChanged(resumeContract(resumed, day(20))).state, day(20))
    if (begun?.kind !== 'pay') throw new Error('no attempt')
    expect(begun.attempt).toBe(6)
    const again = requireChanged(resumeContract(begun.state, day(21))).state
    expect([findStep(again, day(22)), findNextDue(again)]).toEqual([undefined, null])
    const refused = settleAttempt(again, 'declined', day(22)).state
    expect(refused).toMatchObject({ status: 'suspended', dunning: { nextAt: null } })
    const third = requireChanged(resumeContract(refused, day(23))).state
    expect(findStep(third, day(23))).toMatchObject({ kind: 'pay', attempt: 7 })
  })

  it('given it is suspended, when it is cancelled, then what it is billed for at its end is tried, after what is under way', () => {
    const limited = terms({ entitlements: { ticketsPerPeriod: 1 }, overage: { amount: 100 } })
    const suspended = { ...suspend(activeContract({ terms: limited })), used: 3 }
    const end = (state: ContractState) => {
      const { state: closed, issues } = requireChanged(
        cancelContract(state, { when: 'now', refund: true, at: day(9) }),
      )
      expect(issues).toMatchObject([{ reason: 'end', bill: { total: 238 } }])
      return awaitPayment(closed, 'end', day(9))
    }
    expect(end(suspended)).toMatchObject({
      ...{ status: 'cancelled', unpaid: [] },
      dunning: { invoiceId: 'end', attempts: 0, nextAt: day(9) },
    })
    const begun = findStep(requireChanged(resumeContract(suspended, day(8))).state, day(8))
    if (begun?.kind !== 'pay') throw new Error('no attempt')
    const waiting = end(begun.state)
    expect([findStep(waiting, day(10)), waiting.unpaid]).toEqual([undefined, ['end']])
    for (const outcome of ['captured', 'declined'] as const) {
      const { state } = settleAttempt(waiting, outcome, day(10))
      expect(state).toMatchObject({ status: 'cancelled', dunning: { invoiceId: 'end' } })
    }
  })

  it('when one that is over is not paid, then it stays over, and its next invoice has its turn', () => {
    const over = contract({ status: 'cancelled' })
    const two = awaitPayment(awaitPayment(over, 'a', START), 'b', START)
    let state = two
    for (const n of [0, 1, 3, 5, 7]) state = refuse(state, day(n)).state
    expect(state).toMatchObject({ status: 'cancelled', dunning: { invoiceId: 'b' }, unpaid: [] })
    expect(settleAttempt(contract({ status: 'cancelled' }), 'declined', START).invoice).toBe('open')
    expect(findStep(billUntil(state, day(7)).state, day(9))).toBeUndefined()
  })
})
