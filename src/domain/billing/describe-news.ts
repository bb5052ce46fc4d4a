import type { Say } from '../ticket/outcome/say.js'
import type { BillingNewsType, InvoiceFacts } from './news.js'

/** News of an invoice in words. */
export function describeBillingNews(
  type: BillingNewsType,
  { number, company, plan, isPaid, nextAt, ...price }: InvoiceFacts,
  { phrases: { billing }, at, amount }: Say,
) {
  const expected = nextAt === null ? billing.expected[type] : billing.nextTry(at(nextAt))
  const isCredit = price.amount < 0
  const isSettled = isCredit ? billing.isGivenBack : billing.isPaid
  return {
    title: isCredit && type === 'invoice_issued' ? billing.creditNote : billing.titles[type],
    invoice: `${number} · ${company}`,
    what: `${plan}: ${amount(price.amount, price.currency)}`,
    expected: isPaid ? isSettled : type === 'invoice_issued' ? null : expected,
  }
}
