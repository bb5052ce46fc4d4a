import { describe, expect, it } from 'vitest'
import { describeBillingNews } from '../../../src/domain/billing/describe-news.js'
import { BILLING_NEWS } from '../../../src/domain/billing/news.js'
import { findRefund, shareRefund } from '../../../src/domain/billing/refunds.js'
import { chooseManner } from '../../../src/domain/billing/sandbox.js'
import { countUsage } from '../../../src/domain/billing/usage.js'
import { createSay } from '../../../src/domain/ticket/outcome/say.js'
import { openEvent, signEvent } from '../../../src/payments/sandbox-events.js'
import { terms } from '../../support/billing.js'

describe('the sandbox', () => {
  it('when it is asked for a payment, then it behaves by token, or by amount', () => {
    const manner = (token: string, amount = 100) => chooseManner({ token, amount })
    const tokens = ['tok_approve', 'tok_decline', 'tok_hang', 'tok_twice', 'toString']
    expect(tokens.map((token) => manner(token))).toEqual([
      ...['approve', 'decline', 'hang', 'twice', 'decline'],
    ])
    expect(manner('tok_approve', 4_000_004)).toBe('hang')
    expect(manner('tok_decline', 4_000_004)).toBe('decline')
  })

  it('when it says something by itself, then its proof is that of these very bytes', () => {
    const secrets = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] as const
    const event = { organizationId: 'o', key: 'k', kind: 'captured', reference: 'r' } as const
    const signed = signEvent(secrets[1], event)
    expect(openEvent(secrets, signed)).toEqual(event)
    expect(openEvent([secrets[0]], signed)).toBeUndefined()
    expect(openEvent(secrets, { ...signed, body: `${signed.body} ` })).toBeUndefined()
    expect(openEvent(secrets, { ...signed, signature: 'ff' })).toBeUndefined()
  })
})

it('when an amount is given back, then by the last payments, and never more than was taken', () => {
  const captured = [
    { paymentId: 'new', left: 500 },
    { paymentId: 'spent', left: 0 },
    { paymentId: 'old', left: 900 },
  ]
  expect(shareRefund(captured, 700)).toEqual([
    { paymentId: 'new', amount: 500 },
    { paymentId: 'old', amount: 200 },
  ])
  expect(shareRefund(captured, 2_000).map(({ amount }) => amount)).toEqual([500, 900])
  // of 1,400 that were taken, what is billed stays: also what is not paid yet
  const refund = (billed: number) => findRefund(captured, { billed, credit: 600 })
  expect([refund(500), refund(800), refund(1_000), refund(2_000)]).toEqual([600, 600, 400, 0])
})

it('when tickets were filed, then what is left of them and what is above are counted', () => {
  const limited = terms({ entitlements: { ticketsPerPeriod: 2 } })
  const paid = { ...limited, overage: { amount: 1 } }
  expect(countUsage({ used: 1, terms: limited })).toEqual({
    used: 1,
    included: 2,
    left: 1,
    overage: 0,
  })
  expect(countUsage({ used: 3, terms: limited })).toMatchObject({ left: 0, overage: 0 })
  expect(countUsage({ used: 3, terms: paid })).toMatchObject({ left: 0, overage: 1 })
  expect(countUsage({ used: 3, terms: terms() })).toMatchObject({
    included: null,
    left: null,
    overage: 0,
  })
})

describe('news of an invoice', () => {
  const facts = {
    ...{
      invoiceId: 'i',
      number: 'INV-7',
      company: 'Acme',
      plan: 'Gold',
      amount: 1234,
      currency: 'EUR',
    },
    ...{ isPaid: false, nextAt: null },
  }
  it('when they are told, then with what is owed and what comes next', () => {
    const tell = (
      type: Parameters<typeof describeBillingNews>[0],
      over: object = {},
      language = 'en',
    ) => describeBillingNews(type, { ...facts, ...over }, createSay('UTC', language))
    expect(tell('invoice_issued')).toEqual({
      ...{
        title: 'A new invoice',
        invoice: 'INV-7 · Acme',
        what: 'Gold: €12.34',
        expected: null,
      },
    })
    expect(tell('invoice_failed', { nextAt: '2026-01-31T00:00:00.000Z' }).expected).toMatch(
      /^It is tried again on /,
    )
    expect(tell('invoice_failed', { nextAt: '2026-01-31T00:00:00.000Z' }, 'de').expected).toMatch(
      /^Der nächste Versuch/,
    )
    expect(tell('contract_suspended').expected).toContain('is off until it is')
    expect(tell('invoice_failed', { isPaid: true }).expected).toBe('It is paid.')
    const refused = tell('refund_failed', { amount: -1234 })
    expect(refused).toMatchObject({ title: 'A refund was refused', what: 'Gold: -€12.34' })
    expect(refused.expected).toContain('in another way')
    expect(tell('invoice_issued', { amount: -500 })).toMatchObject({
      ...{ title: 'A credit note', expected: null },
    })
    expect(tell('invoice_issued', { amount: -500, isPaid: true }, 'de').expected).toBe(
      'Sie wurde zurückgezahlt.',
    )
  })

  it('when a channel is asked for, then those that go by it are listed', () => {
    expect(BILLING_NEWS.listOptional('mail')).toEqual([
      'invoice_issued',
      'invoice_failed',
      'contract_suspended',
      'refund_failed',
    ])
    expect(BILLING_NEWS.listOptional('sms')).toEqual([])
    expect([BILLING_NEWS.has('invoice_issued'), BILLING_NEWS.has('toString')]).toEqual([
      true,
      false,
    ])
  })
})
