import { createNewsFamily } from '../news-family.js'
import type { Money } from './money.js'

/** What customers are told of what they owe, and admins of those who do not pay, or are not paid back. */
export const BILLING_NEWS = createNewsFamily({
  invoice_issued: { to: 'the customer', by: ['inApp', 'mail'], customer: true, admins: false },
  invoice_failed: { to: 'the customer', by: ['inApp', 'mail'], customer: true, admins: false },
  contract_suspended: {
    to: 'the customer, admins',
    by: ['inApp', 'mail'],
    customer: true,
    admins: true,
  },
  refund_failed: { to: 'admins', by: ['inApp', 'mail'], customer: false, admins: true },
})

export type BillingNewsType = (typeof BILLING_NEWS.types)[number]

/** Inputs of the words, as they are when it is read. */
export interface InvoiceFacts extends Money {
  invoiceId: string
  number: string
  company: string
  plan: string
  isPaid: boolean
  /** When it is tried again; null where it is not. */
  nextAt: string | null
}
