import type { NotificationChannel } from '../ticket/outcome/notification-types.js'
import type { Money } from './money.js'

/** What customers are told of what they owe, and admins of those who do not pay. */
export const BILLING_NEWS = {
  invoice_issued: { to: 'the customer', by: ['inApp', 'mail'], admins: false },
  invoice_failed: { to: 'the customer', by: ['inApp', 'mail'], admins: false },
  contract_suspended: { to: 'the customer, admins', by: ['inApp', 'mail'], admins: true },
} as const satisfies Record<
  string,
  { to: string; by: readonly NotificationChannel[]; admins: boolean }
>

export type BillingNewsType = keyof typeof BILLING_NEWS
export const BILLING_NEWS_TYPES = Object.keys(BILLING_NEWS) as BillingNewsType[] // the keys of that very object

export function isBillingNewsType(type: string): type is BillingNewsType {
  return Object.hasOwn(BILLING_NEWS, type)
}

/** The types that go by a channel; their readers may turn each off. */
export function listBillingNews(channel: NotificationChannel): BillingNewsType[] {
  return BILLING_NEWS_TYPES.filter((type) => BILLING_NEWS[type].by.some((one) => one === channel))
}

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
