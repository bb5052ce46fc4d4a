import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currency } from '../../../src/contracts/common.js'
import { hasCardNumber, holdsCardNumber } from '../../../src/domain/billing/card-number.js'
import { drawUp, listOverageLines, listPeriodLines } from '../../../src/domain/billing/invoice.js'
import {
  countDigits,
  isCurrency,
  sum,
  takeShare,
  writeMoney,
  writeRate,
} from '../../../src/domain/billing/money.js'
import { findPeriod, findUnused } from '../../../src/domain/billing/periods.js'
import { terms } from '../../support/billing.js'

const AMOUNT = fc.integer({ min: -1e15, max: 1e15 })

describe('money', () => {
  it.each([
    ['half of a cent', 1, 1, 2, 1],
    ['half of one that is given back', -1, 1, 2, -1],
    ['less than half', 1, 499, 1000, 0],
    ['nothing given back', -1, 499, 1000, 0],
    [
      'what no product of numbers holds',
      900_000_000_000_001,
      31_536_000_000,
      31_536_000_001,
      900_000_000_000_001 - 28_539,
    ],
  ])(
    'when a share is taken of %s, then it is rounded half up',
    (_what, amount, part, whole, share) => {
      const taken = takeShare(amount, part, whole)
      expect(Math.abs(taken - share)).toBeLessThanOrEqual(whole > 1_000_000 ? 1 : 0)
      expect(Object.is(taken, -0)).toBe(false)
    },
  )

  it('given any amount, when it is shared, then both shares are the whole, and what is taken back is what was given', () => {
    fc.assert(
      fc.property(AMOUNT, fc.nat(1e9), fc.integer({ min: 1, max: 1e9 }), (amount, some, rest) => {
        const whole = some + rest
        const share = takeShare(amount, some, whole)
        expect(takeShare(-amount, some, whole) + share).toBe(0)
        expect(Math.abs(share)).toBeLessThanOrEqual(Math.abs(amount))
        expect(share + (amount - share)).toBe(amount)
      }),
    )
  })

  it('when it is written, then by the digits of its currency', () => {
    const written = [
      [1234, 'EUR'],
      [-5, 'USD'],
      [1234, 'JPY'],
      [1234, 'KWD'],
      [7, 'CLF'],
    ].map(([amount, currency]) =>
      writeMoney({ amount: Number(amount), currency: String(currency) }),
    )
    expect(written).toEqual(['12.34 EUR', '-0.05 USD', '1234 JPY', '1.234 KWD', '0.0007 CLF'])
    expect(countDigits('KWD')).toBe(3)
    expect(['EUR', 'JPY', 'UYW'].every(isCurrency)).toBe(true)
    expect(['ERU', 'eur', 'XXX', ''].some(isCurrency)).toBe(false)
    expect(['EUR', 'ERU'].map((code) => currency.safeParse(code).success)).toEqual([true, false])
    expect([1900, 725, 1050, 0].map(writeRate)).toEqual(['19 %', '7.25 %', '10.5 %', '0 %'])
  })

  it('given any lines, when a bill is drawn up, then its lines and its tax are its total', () => {
    fc.assert(
      fc.property(
        fc.array(AMOUNT, { maxLength: 5 }),
        fc.integer({ min: 0, max: 10_000 }),
        (amounts, taxRate) => {
          const lines = amounts.map((amount) => ({
            text: 'x',
            quantity: 1,
            amount: Math.trunc(amount / 10),
          }))
          const bill = drawUp(lines, terms({ taxRate }))
          expect(sum(bill.lines.map(({ amount }) => amount)) + bill.tax).toBe(bill.total)
        },
      ),
    )
  })

  it('when a period is billed, then its quantity is in the line, and a discount is one of its own', () => {
    const span = findPeriod('2026-01-31T00:00:00.000Z', 'P1M', 0)
    expect(listPeriodLines(terms(), { quantity: 3, discount: 1050 }, span)).toEqual([
      { text: 'Gold, 2026-01-31 to 2026-02-28', quantity: 3, amount: 30_000 },
      { text: 'Discount 10.5 %', quantity: 1, amount: -3_150 },
    ])
    expect(listPeriodLines(terms(), { quantity: 1, discount: 0 }, span)).toHaveLength(1)
  })

  it('when more tickets were filed than the plan has, then each above costs what it says', () => {
    const limited = terms({ entitlements: { ticketsPerPeriod: 10 }, overage: { amount: 250 } })
    expect(listOverageLines(limited, { used: 12 })).toEqual([
      { text: 'Tickets above 10, 2.50 EUR each', quantity: 2, amount: 500 },
    ])
    expect(listOverageLines(limited, { used: 10 })).toEqual([])
    expect(listOverageLines({ ...limited, overage: null }, { used: 12 })).toEqual([])
    expect(listOverageLines(terms({ overage: { amount: 1 } }), { used: 12 })).toEqual([])
  })
})

describe('periods', () => {
  it('given a contract of 31 January, when months pass, then each ends as its month does', () => {
    const ends = [0, 1, 2, 12].map((n) =>
      findPeriod('2027-01-31T09:00:00.000Z', 'P1M', n).to.slice(0, 10),
    )
    expect(ends).toEqual(['2027-02-28', '2027-03-31', '2027-04-30', '2028-02-29'])
    expect(findPeriod('2028-02-29T00:00:00.000Z', 'P1Y', 0).to).toBe('2029-02-28T00:00:00.000Z')
    expect(findPeriod('2028-02-29T00:00:00.000Z', 'P1Y', 3).to).toBe('2032-02-29T00:00:00.000Z')
  })

  it('given any beginning, when periods follow, then each begins where the last one ended', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') }),
        fc.nat(600),
        (date, n) => {
          const span = (k: number) => findPeriod(date.toISOString(), 'P1M', k)
          expect(span(n).to).toBe(span(n + 1).from)
          expect(span(n).from < span(n).to).toBe(true)
        },
      ),
    )
  })

  it('when a part of one has passed, then the rest is unused; before it all, and after it nothing', () => {
    const span = { from: '2026-04-01T00:00:00.000Z', to: '2026-05-01T00:00:00.000Z' }
    const left = ['2026-03-01', '2026-04-01', '2026-04-16', '2026-05-01', '2026-06-01'].map((day) =>
      findUnused(3000, span, `${day}T00:00:00.000Z`),
    )
    expect(left).toEqual([3000, 3000, 1500, 0, 0])
  })
})

describe('what looks like the number of a card', () => {
  it.each([
    ['4111111111111111', true],
    ['4111 1111 1111 1111', true],
    ['my card: 5500-0000-0000-0004, thanks', true],
    ['4111.1111.1111.1111', true],
    ['4111\u00a01111 – 1111_1111', true],
    ['４１１１ １１１１ １１１１ １１１１', true],
    ['4111, 1111, 1111, 1111', false],
    ['from 2026.11.23 to 2026.12.24', false],
    ['10.20.30.40 10.20.30.40', false],
    ['10 20 30 40 10 20 30 40', true],
    ['tok_4111111111111111', true],
    ['2 4111111111111111', true],
    ['4111 1111 1111 1111 12/28', true],
    ['12/28 4111-1111-1111-1111 123', true],
    ['3782 822463 10005 0127', true],
    ['20 21 4111111111111111 22', true],
    ['4111 1111 1111 1112 12/28', false],
    ['4111111111111112', false],
    ['tok_approve', false],
    ['411111111111', false],
    ['41111111111111111111111', false],
    ['0190a1b2-1111-7111-8111-111111111111', false],
    ['2026-11-22T00:00:00.000Z', false],
  ])('when it is %s, then it is found: %s', (text, isFound) => {
    expect(hasCardNumber(text)).toBe(isFound)
  })

  it('when it stands anywhere in a body, then it is found', () => {
    expect(holdsCardNumber({ a: [{ b: 4111111111111111 }] })).toBe(true)
    expect(holdsCardNumber({ '4111111111111111': true })).toBe(true)
    expect(holdsCardNumber({ a: [1, 'x', null, true, undefined] })).toBe(false)
  })
})
