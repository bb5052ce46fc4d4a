import { sum, takeShare, WHOLE_RATE, writeMoney, writeRate } from './money.js'
import { findUnused, type Span } from './periods.js'
import type { Terms } from './plan.js'
import { countAbove, type FiledTickets } from './usage.js'

export const INVOICE_STATUSES = ['open', 'paid', 'failed', 'credited'] as const

export type InvoiceStatus = (typeof INVOICE_STATUSES)[number]

/** `amount` is net, with the quantity in it. */
export interface Line {
  text: string
  quantity: number
  amount: number
}

/** What an invoice or a credit note says: its lines and its tax are its total. */
export interface Bill {
  currency: string
  taxRate: number
  lines: Line[]
  tax: number
  total: number
}

/** Tax is counted once, of all lines together. */
export function drawUp(lines: Line[], { price: { currency }, taxRate }: Terms): Bill {
  const net = sum(lines.map(({ amount }) => amount))
  const tax = takeShare(net, taxRate, WHOLE_RATE)
  return { currency, taxRate, lines, tax, total: net + tax }
}

/** A bill that is to be written: `reason` is unique in its contract, so that none is written twice. */
export interface Issue {
  reason: string
  bill: Bill
}

/** Lines of a version of a plan. */
export interface BilledLines {
  terms: Terms
  lines: Line[]
}

/** One bill for each rate of tax among them, and none of what comes to nothing at all. */
export function drawUpAll(reason: string, billed: readonly BilledLines[]): Issue[] {
  const parts = billed.filter(({ lines }) => lines.length > 0)
  const rates = [...new Set(parts.map(({ terms }) => terms.taxRate))]
  return rates.flatMap((rate, nth) => {
    const alike = parts.filter(({ terms }) => terms.taxRate === rate)
    const lines = alike.flatMap((part) => part.lines)
    const [first] = alike
    if (first === undefined || sum(lines.map(({ amount }) => amount)) === 0) return []
    return [
      { reason: nth === 0 ? reason : `${reason}/${nth + 1}`, bill: drawUp(lines, first.terms) },
    ]
  })
}

/** How much of a plan a contract has, and what is taken off its price. */
export interface Volume {
  quantity: number
  /** In hundredths of a percent. */
  discount: number
}

/** What a whole period costs, and what is taken off it. */
function findPrice({ price }: Terms, { quantity, discount }: Volume) {
  const full = price.amount * quantity
  return { full, off: takeShare(full, discount, WHOLE_RATE) }
}

/** A whole period of a plan. */
export function listPeriodLines(terms: Terms, volume: Volume, { from, to }: Span): Line[] {
  const { quantity, discount } = volume
  const { full, off } = findPrice(terms, volume)
  const line = { text: `${terms.name}, ${day(from)} to ${day(to)}`, quantity, amount: full }
  if (off === 0) return [line]
  return [line, { text: `Discount ${writeRate(discount)}`, quantity: 1, amount: -off }]
}

/** Tickets above the number of a plan, but for those that were settled with another. */
export function listOverageLines(
  { entitlements, overage, price }: Terms,
  filed: FiledTickets,
): Line[] {
  const above = countAbove(entitlements, filed)
  if (above <= 0 || overage === null) return []
  const each = writeMoney({ amount: overage.amount, currency: price.currency })
  const text = `Tickets above ${entitlements.ticketsPerPeriod}, ${each} each`
  return [{ text, quantity: above, amount: above * overage.amount }]
}

/** What has been billed of a period and is not used, as credit. */
export function listUnusedLines(terms: Terms, volume: Volume, span: Span, at: string): Line[] {
  const amount = findUnused(netPrice(terms, volume), span, at)
  const text = `${terms.name}, unused from ${day(at)} to ${day(span.to)}`
  return [{ text, quantity: volume.quantity, amount: 0 - amount }]
}

/** What is left of a period by another plan. */
export function listRemainderLines(terms: Terms, volume: Volume, span: Span, at: string): Line[] {
  const amount = findUnused(netPrice(terms, volume), span, at)
  const text = `${terms.name}, ${day(at)} to ${day(span.to)}`
  return [{ text, quantity: volume.quantity, amount }]
}

function netPrice(terms: Terms, volume: Volume): number {
  const { full, off } = findPrice(terms, volume)
  return full - off
}

function day(instant: string): string {
  return instant.slice(0, 10)
}
