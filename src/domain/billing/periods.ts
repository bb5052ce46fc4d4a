import { after } from '../time.js'
import { takeShare } from './money.js'

export const BILLING_PERIODS = ['P1M', 'P1Y'] as const
export type BillingPeriod = (typeof BILLING_PERIODS)[number]

/** From its first instant to that of the next. */
export interface Span {
  from: string
  to: string
}

/**
 * The n-th period since an instant, from 0. Each is counted from the first one, so that a day that a month has not does
 * not move those that follow: 31 January, 28 February, 31 March.
 */
export function findPeriod(anchor: string, period: BillingPeriod, n: number): Span {
  const unit = period === 'P1M' ? 'M' : 'Y'
  return { from: after(anchor, `P${n}${unit}`), to: after(anchor, `P${n + 1}${unit}`) }
}

/** How much of what a whole period costs is not used yet at an instant, to the millisecond. */
export function findUnused(amount: number, { from, to }: Span, at: string): number {
  const [begin, end] = [Date.parse(from), Date.parse(to)]
  const now = Math.min(Math.max(Date.parse(at), begin), end)
  return amount - takeShare(amount, now - begin, end - begin)
}
