import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ContractOutcome,
  cancelContract,
  changePlan,
  resumeContract,
} from '../../../src/domain/billing/change-contract.js'
import type { ContractState } from '../../../src/domain/billing/contract.js'
import { awaitPayment } from '../../../src/domain/billing/dunning.js'
import type { Issue } from '../../../src/domain/billing/invoice.js'
import { sum } from '../../../src/domain/billing/money.js'
import {
  activeContract,
  billUntil,
  contract,
  day,
  requireChanged,
  START,
  suspend,
  terms,
} from '../../support/billing.js'

const silver = terms({
  planId: 'silver',
  name: 'Silver',
  price: { amount: 4_000, currency: 'EUR' },
})
const total = (issues: Issue[]) => sum(issues.map(({ bill }) => bill.total))
/** What bills come to without their tax, which is the rest of each of them. */
const net = (issues: Issue[]) =>
  sum(
    issues.map(({ bill }) => {
      const lines = sum(bill.lines.map(({ amount }) => amount))
      if (lines + bill.tax !== bill.total) throw new Error(`a bill is not its lines: ${bill.total}`)
      return lines
    }),
  )

const code = (result: ContractOutcome) => ('refused' in result ? result.refused.code : 'done')

describe('a change of plan', () => {
  const at = day(14) // half of February's 28 days
  it('when it is at once, then what is left is credited and billed to the instant, and the way back returns to the start', () => {
    const there = requireChanged(changePlan(activeContract(), silver, { when: 'now', at, nth: 1 }))
    expect(there.issues.map(({ bill }) => bill.lines.map(({ amount }) => amount))).toEqual([
      [-5_000, 2_000],
    ])
    expect(there.issues[0]?.bill.total).toBe(-3_570)
    const back = requireChanged(changePlan(there.state, terms(), { when: 'now', at, nth: 2 }))
    expect(total(there.issues) + total(back.issues)).toBe(0)
    expect(back.state).toEqual(activeContract())
  })

  it('given any two plans, when it changes there and back at any instant, then nothing is left to pay or to give back', () => {
    const plan = fc.record({ amount: fc.nat(1e9), taxRate: fc.nat(10_000) })
    const volume = fc.record({
      quantity: fc.integer({ min: 1, max: 50 }),
      discount: fc.nat(10_000),
    })
    fc.assert(
      fc.property(plan, plan, volume, fc.nat(28 * 86_400_000), (one, other, sold, afterMs) => {
        const [from, to] = [one, other].map(({ amount, taxRate }) =>
          terms({ price: { amount, currency: 'EUR' }, taxRate }),
        ) as [typeof silver, typeof silver] // of two
        const when = 'now'
        const instant = new Date(Date.parse(START) + afterMs).toISOString()
        const begun = activeContract({ ...sold, terms: from })
        const there = requireChanged(changePlan(begun, to, { when, at: instant, nth: 1 }))
        const back = requireChanged(changePlan(there.state, from, { when, at: instant, nth: 2 }))
        expect(back.state).toEqual(begun)
        expect([
          net(there.issues) + net(back.issues),
          total([...there.issues, ...back.issues]),
        ]).toEqual([0, 0])
      }),
      { numRuns: 200 },
    )
  })

  it('given plans of two rates of tax, when it changes there and back, then each rate has a bill and nothing is left', () => {
    const reduced = { ...silver, taxRate: 700 }
    const there = requireChanged(changePlan(activeContract(), reduced, { when: 'now', at, nth: 1 }))
    const back = requireChanged(changePlan(there.state, terms(), { when: 'now', at, nth: 2 }))
    expect(there.issues.map(({ reason }) => reason)).toEqual(['change/1', 'change/1/2'])
    expect(total(there.issues) + total(back.issues)).toBe(0)
  })

  it('when it is to come with the renewal, then the next period has it, and nothing is billed before', () => {
    const { state, issues } = requireChanged(
      changePlan(activeContract(), silver, { when: 'renewal', at, nth: 1 }),
    )
    expect(issues).toEqual([])
    expect(billUntil(state, day(30)).issues.map(({ bill }) => bill.total)).toEqual([4_760])
    const yearly = requireChanged(
      changePlan(activeContract(), { ...silver, period: 'P1Y' }, { when: 'renewal', at, nth: 1 }),
    )
    expect(billUntil(yearly.state, day(30)).state.period?.to).toBe('2027-02-28T00:00:00.000Z')
  })

  it('when the other plan has another length, then its own period begins at once', () => {
    const { state, issues } = requireChanged(
      changePlan(activeContract(), { ...silver, period: 'P1Y' }, { when: 'now', at, nth: 1 }),
    )
    expect(state.period).toEqual({ from: at, to: '2027-02-14T00:00:00.000Z' })
    expect(issues[0]?.bill.lines.map(({ amount }) => amount)).toEqual([-5_000, 4_000])
  })

  it('given tickets were filed, when it changes at once, then those above the number are billed by the plan that they were filed by', () => {
    const limited = terms({ entitlements: { ticketsPerPeriod: 1 }, overage: { amount: 100 } })
    const filed = { ...activeContract({ terms: limited }), used: 3 }
    const overage = (issues: Issue[]) =>
      issues.flatMap(({ bill }) => bill.lines.filter(({ text }) => text.startsWith('Tickets')))
    const change = (state: ContractState, plan: typeof silver, nth: number) =>
      requireChanged(changePlan(state, plan, { when: 'now', at, nth }))
    const there = change(filed, silver, 1)
    expect(overage(there.issues)).toMatchObject([{ quantity: 2, amount: 200 }])
    const more = { ...there.state, used: 7 } // four as they like
    const back = change(more, limited, 2)
    expect(overage(back.issues)).toEqual([])
    expect(overage(billUntil(back.state, day(30)).issues)).toEqual([])
    const last = billUntil({ ...back.state, used: 8 }, day(30))
    expect(overage(last.issues)).toMatchObject([{ quantity: 1, amount: 100 }])
    expect(last.state.settled).toBe(0)
  })

  it('when it is not begun, then it begins with the other; when it can’t be, then it is refused', () => {
    const to = (state: ContractState, plan = silver, when: 'now' | 'renewal' = 'now') =>
      changePlan(state, plan, { when, at, nth: 1 })
    expect(requireChanged(to(contract())).state.terms).toBe(silver)
    expect(code(to(activeContract(), terms({ price: { amount: 1, currency: 'JPY' } })))).toBe(
      'currency_mismatch',
    )
    expect(code(to(contract({ status: 'suspended' })))).toBe('invalid_transition')
    expect(code(to(awaitPayment(activeContract(), 'i', at)))).toBe('payment_pending')
    expect(requireChanged(to(contract({ status: 'active' }))).issues).toEqual([])
  })

  it('given 10,000 histories of changes, when they are added up, then each customer has paid what they used, to the cent', () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    for (let history = 0; history < 10_000; history += 1) {
      const price = (): typeof silver =>
        terms({ taxRate: random(2_501), price: { amount: random(100_000), currency: 'EUR' } })
      const volume = { quantity: 1 + random(5), discount: random(10_001) }
      const begun = billUntil(contract({ ...volume, terms: price() }), START)
      let { state } = begun
      let billed = net(begun.issues)
      const length = Date.parse(state.period?.to ?? '') - Date.parse(START)
      const cost = ({ price: { amount } }: typeof silver) =>
        amount * volume.quantity * (1 - volume.discount / 10_000)
      let [used, from] = [0, 0]
      const changes = random(5)
      for (let n = 1; n <= changes; n += 1) {
        const until = from + random(length - from + 1)
        used += (cost(state.terms) * (until - from)) / length
        from = until
        const instant = new Date(Date.parse(START) + until).toISOString()
        const result = requireChanged(
          changePlan(state, price(), { when: 'now', at: instant, nth: n }),
        )
        billed += net(result.issues)
        state = result.state
      }
      const until = from + random(length - from + 1)
      used += (cost(state.terms) * (until - from)) / length
      const instant = new Date(Date.parse(START) + until).toISOString()
      billed += net(
        requireChanged(cancelContract(state, { when: 'now', refund: true, at: instant })).issues,
      )
      // each change rounds twice, each discount once: by half a cent at most
      expect(Math.abs(billed - used)).toBeLessThanOrEqual(changes * 2 + 2)
    }
  })
})

describe('an end', () => {
  const at = day(14)
  it('when it is cancelled with its period, then it goes on until then, unless that is taken back', () => {
    const { state, issues } = requireChanged(
      cancelContract(activeContract(), { when: 'period_end', refund: false, at }),
    )
    expect([state.status, issues, billUntil(state, day(30)).state.status]).toEqual([
      'active',
      [],
      'cancelled',
    ])
    expect(billUntil(requireChanged(resumeContract(state, at)).state, day(30)).state.status).toBe(
      'active',
    )
  })

  it('when it is cancelled now, then what was paid and is not used comes back where that is asked for', () => {
    const cancel = (refund: boolean, state = activeContract()) =>
      requireChanged(cancelContract(state, { when: 'now', refund, at }))
    expect(cancel(true)).toMatchObject({
      state: { status: 'cancelled' },
      issues: [{ reason: 'end', bill: { total: -5_950 } }],
    })
    expect(cancel(false).issues).toEqual([])
    expect(cancel(true, awaitPayment(activeContract(), 'i', at))).toMatchObject({
      state: { dunning: { invoiceId: 'i' } }, // which is given back in part, once it is paid
      issues: [{ reason: 'end', bill: { total: -5_950 } }],
    })
    expect(cancel(true, suspend(activeContract())).issues).toEqual([])
    expect(cancel(true, contract()).state.status).toBe('cancelled')
    expect(cancel(true, contract({ status: 'active' })).issues).toEqual([])
  })

  it('when it is over, or there is nothing to resume, then both are refused', () => {
    const over = contract({ status: 'ended' })
    expect(code(cancelContract(over, { when: 'now', refund: false, at }))).toBe(
      'invalid_transition',
    )
    expect(code(resumeContract(over, at))).toBe('invalid_transition')
    expect(code(resumeContract(activeContract(), at))).toBe('invalid_transition')
    expect(code(resumeContract(contract({ status: 'suspended' }), at))).toBe('invalid_transition')
  })
})
