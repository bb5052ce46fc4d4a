import { describe, expect, it } from 'vitest'
import {
  cancelContract,
  changePlan,
  resumeContract,
} from '../../../src/domain/billing/change-contract.js'
import {
  awaitPayment,
  type ContractState,
  findNextDue,
  findStep,
  settleAttempt,
} from '../../../src/domain/billing/contract.js'
import type { Issue } from '../../../src/domain/billing/invoice.js'
import { sum } from '../../../src/domain/billing/money.js'
import { contract, terms } from '../../support/billing.js'

const START = '2026-01-31T00:00:00.000Z'
const day = (n: number) => new Date(Date.parse(START) + n * 86_400_000).toISOString()
const silver = terms({
  planId: 'silver',
  name: 'Silver',
  price: { amount: 4_000, currency: 'EUR' },
})
const total = (issues: Issue[]) => sum(issues.map(({ bill }) => bill.total))

/** Issues that are due, each paid at once, until nothing is. */
function run(state: ContractState, at: string): { state: ContractState; issues: Issue[] } {
  const issues: Issue[] = []
  let now = state
  for (let step = findStep(now, at); step !== undefined; step = findStep(now, at)) {
    if (step.kind === 'pay') now = settleAttempt(step.state, 'captured', at).state
    else {
      issues.push(...step.issues)
      now = step.issues.reduce((held, { reason }) => awaitPayment(held, reason, at), step.state)
    }
  }
  return { state: now, issues }
}

const active = (over: Partial<ContractState> = {}) => run(contract(over), START).state

function refuse(state: ContractState, at: string) {
  const step = findStep(state, at)
  if (step?.kind !== 'pay') throw new Error(`no attempt at ${at}`)
  return settleAttempt(step.state, 'declined', at)
}

/** An invoice of it was refused for a week. */
function suspend(state: ContractState): ContractState {
  let refused = awaitPayment(state, 'i', START)
  for (const n of [0, 1, 3, 5, 7]) refused = refuse(refused, day(n)).state
  return refused
}

function changed(result: ReturnType<typeof changePlan>) {
  if ('refused' in result) throw new Error(result.refused.code)
  return result
}

const code = (result: ReturnType<typeof changePlan>) =>
  'refused' in result ? result.refused.code : 'done'

describe('a contract', () => {
  it('given its beginning has come, when a year passes, then each month is billed once, as its month ends', () => {
    expect(findStep(contract(), day(-1))).toBeUndefined()
    expect(findNextDue(contract())).toBe(START)
    const { state, issues } = run(contract(), '2027-01-30T23:59:59.999Z')
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
    const { state, issues } = run(
      { ...active({ terms: limited, autoRenew: false }), used: 3 },
      day(60),
    )
    expect([state.status, issues.map(({ reason, bill }) => [reason, bill.total])]).toEqual([
      'ended',
      [['end', 238]],
    ])
    const renewed = run({ ...active({ terms: limited }), used: 3 }, day(30))
    expect(renewed.issues.map(({ bill }) => bill.lines.map(({ amount }) => amount))).toEqual([
      [10_000, 200],
    ])
    expect(renewed.state.used).toBe(0)
  })

  it('when nothing has to be paid, then nothing is billed', () => {
    const free = contract({ terms: terms({ price: { amount: 0, currency: 'EUR' } }) })
    expect(run(free, START)).toMatchObject({ issues: [], state: { status: 'active', periods: 1 } })
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
    const again = changed(resumeContract(state, day(20))).state
    expect(refuse(again, day(20))).toMatchObject({
      invoice: 'failed',
      state: { status: 'suspended' },
    })
    const paid = run(changed(resumeContract(state, day(20))).state, day(20)).state
    expect(paid).toMatchObject({
      status: 'active',
      dunning: null,
      period: { to: '2026-02-28T00:00:00.000Z' },
    })
    const late = run(changed(resumeContract(state, day(100))).state, day(100))
    expect(late.state).toMatchObject({
      status: 'active',
      anchor: day(100),
      period: { from: day(100) },
    })
    expect(late.issues).toHaveLength(1)
  })

  it('given it is suspended, when it is resumed twice, then there is one attempt until that is answered', () => {
    const suspended = suspend(active())
    const resumed = changed(resumeContract(suspended, day(20))).state
    const begun = findStep(changed(resumeContract(resumed, day(20))).state, day(20))
    if (begun?.kind !== 'pay') throw new Error('no attempt')
    expect(begun.attempt).toBe(6)
    const again = changed(resumeContract(begun.state, day(21))).state
    expect([findStep(again, day(22)), findNextDue(again)]).toEqual([undefined, null])
    const refused = settleAttempt(again, 'declined', day(22)).state
    expect(refused).toMatchObject({ status: 'suspended', dunning: { nextAt: null } })
    const third = changed(resumeContract(refused, day(23))).state
    expect(findStep(third, day(23))).toMatchObject({ kind: 'pay', attempt: 7 })
  })

  it('given it is suspended, when it is cancelled, then what it is billed for at its end is tried, after what is under way', () => {
    const limited = terms({ entitlements: { ticketsPerPeriod: 1 }, overage: { amount: 100 } })
    const suspended = { ...suspend(active({ terms: limited })), used: 3 }
    const end = (state: ContractState) => {
      const { state: closed, issues } = changed(
        cancelContract(state, { when: 'now', refund: true, at: day(9) }),
      )
      expect(issues).toMatchObject([{ reason: 'end', bill: { total: 238 } }])
      return awaitPayment(closed, 'end', day(9))
    }
    expect(end(suspended)).toMatchObject({
      ...{ status: 'cancelled', unpaid: [] },
      dunning: { invoiceId: 'end', attempts: 0, nextAt: day(9) },
    })
    const begun = findStep(changed(resumeContract(suspended, day(8))).state, day(8))
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
    expect(findStep(run(state, day(7)).state, day(9))).toBeUndefined()
  })
})

describe('a change of plan', () => {
  const at = day(14) // half of February's 28 days
  it('when it is at once, then what is left is credited and billed to the instant, and the way back returns to the start', () => {
    const there = changed(changePlan(active(), silver, { when: 'now', at, nth: 1 }))
    expect(there.issues.map(({ bill }) => bill.lines.map(({ amount }) => amount))).toEqual([
      [-5_000, 2_000],
    ])
    expect(there.issues[0]?.bill.total).toBe(-3_570)
    const back = changed(changePlan(there.state, terms(), { when: 'now', at, nth: 2 }))
    expect(total(there.issues) + total(back.issues)).toBe(0)
    expect(back.state).toEqual(active())
  })

  it('given plans of two rates of tax, when it changes there and back, then each rate has a bill and nothing is left', () => {
    const reduced = { ...silver, taxRate: 700 }
    const there = changed(changePlan(active(), reduced, { when: 'now', at, nth: 1 }))
    const back = changed(changePlan(there.state, terms(), { when: 'now', at, nth: 2 }))
    expect(there.issues.map(({ reason }) => reason)).toEqual(['change/1', 'change/1/2'])
    expect(total(there.issues) + total(back.issues)).toBe(0)
  })

  it('when it is to come with the renewal, then the next period has it, and nothing is billed before', () => {
    const { state, issues } = changed(changePlan(active(), silver, { when: 'renewal', at, nth: 1 }))
    expect(issues).toEqual([])
    expect(run(state, day(30)).issues.map(({ bill }) => bill.total)).toEqual([4_760])
    const yearly = changed(
      changePlan(active(), { ...silver, period: 'P1Y' }, { when: 'renewal', at, nth: 1 }),
    )
    expect(run(yearly.state, day(30)).state.period?.to).toBe('2027-02-28T00:00:00.000Z')
  })

  it('when the other plan has another length, then its own period begins at once', () => {
    const { state, issues } = changed(
      changePlan(active(), { ...silver, period: 'P1Y' }, { when: 'now', at, nth: 1 }),
    )
    expect(state.period).toEqual({ from: at, to: '2027-02-14T00:00:00.000Z' })
    expect(issues[0]?.bill.lines.map(({ amount }) => amount)).toEqual([-5_000, 4_000])
  })

  it('when it is not begun, then it begins with the other; when it can’t be, then it is refused', () => {
    const to = (state: ContractState, plan = silver, when: 'now' | 'renewal' = 'now') =>
      changePlan(state, plan, { when, at, nth: 1 })
    expect(changed(to(contract())).state.terms).toBe(silver)
    expect(code(to(active(), terms({ price: { amount: 1, currency: 'JPY' } })))).toBe(
      'currency_mismatch',
    )
    expect(code(to(contract({ status: 'suspended' })))).toBe('invalid_transition')
    expect(code(to(awaitPayment(active(), 'i', at)))).toBe('payment_pending')
    expect(changed(to(contract({ status: 'active' }))).issues).toEqual([])
  })

  it('given 10,000 histories of changes, when they are added up, then each customer has paid what they used, to the cent', () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    for (let history = 0; history < 10_000; history += 1) {
      const price = (): typeof silver =>
        terms({ taxRate: 0, price: { amount: random(100_000), currency: 'EUR' } })
      const volume = { quantity: 1 + random(5), discount: random(10_001) }
      const begun = run(contract({ ...volume, terms: price() }), START)
      let { state } = begun
      let net = total(begun.issues)
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
        const result = changed(changePlan(state, price(), { when: 'now', at: instant, nth: n }))
        net += total(result.issues)
        state = result.state
      }
      const until = from + random(length - from + 1)
      used += (cost(state.terms) * (until - from)) / length
      const instant = new Date(Date.parse(START) + until).toISOString()
      net += total(
        changed(cancelContract(state, { when: 'now', refund: true, at: instant })).issues,
      )
      // each change rounds twice, each discount once: by half a cent at most
      expect(Math.abs(net - used)).toBeLessThanOrEqual(changes * 2 + 2)
    }
  })
})

describe('an end', () => {
  const at = day(14)
  it('when it is cancelled with its period, then it goes on until then, unless that is taken back', () => {
    const { state, issues } = changed(
      cancelContract(active(), { when: 'period_end', refund: false, at }),
    )
    expect([state.status, issues, run(state, day(30)).state.status]).toEqual([
      'active',
      [],
      'cancelled',
    ])
    expect(run(changed(resumeContract(state, at)).state, day(30)).state.status).toBe('active')
  })

  it('when it is cancelled now, then what was paid and is not used comes back where that is asked for', () => {
    const cancel = (refund: boolean, state = active()) =>
      changed(cancelContract(state, { when: 'now', refund, at }))
    expect(cancel(true)).toMatchObject({
      state: { status: 'cancelled' },
      issues: [{ reason: 'end', bill: { total: -5_950 } }],
    })
    expect(cancel(false).issues).toEqual([])
    expect(cancel(true, awaitPayment(active(), 'i', at))).toMatchObject({
      state: { dunning: { invoiceId: 'i' } }, // which is given back in part, once it is paid
      issues: [{ reason: 'end', bill: { total: -5_950 } }],
    })
    expect(cancel(true, suspend(active())).issues).toEqual([])
    expect(cancel(true, contract()).state.status).toBe('cancelled')
    expect(cancel(true, contract({ status: 'active' })).issues).toEqual([])
  })

  it('when it is over, or there is nothing to resume, then both are refused', () => {
    const over = contract({ status: 'ended' })
    expect(code(cancelContract(over, { when: 'now', refund: false, at }))).toBe(
      'invalid_transition',
    )
    expect(code(resumeContract(over, at))).toBe('invalid_transition')
    expect(code(resumeContract(active(), at))).toBe('invalid_transition')
    expect(code(resumeContract(contract({ status: 'suspended' }), at))).toBe('invalid_transition')
  })
})
