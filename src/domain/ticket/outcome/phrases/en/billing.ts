import type { BillingNewsType } from '../../../../billing/news.js'

const TITLES: Record<BillingNewsType, string> = {
  invoice_issued: 'A new invoice',
  invoice_failed: 'A payment was refused',
  contract_suspended: 'A contract is suspended',
  refund_failed: 'A refund was refused',
}

const EXPECTED: Record<BillingNewsType, string | null> = {
  invoice_issued: null,
  invoice_failed: 'Have another payment method kept.',
  contract_suspended:
    'It was not paid: what it entitles to is off until it is. Have another payment method kept, and the contract resumed.',
  refund_failed: 'It is not tried again: give it back in another way.',
}

/** What is billed, and what is not paid. */
export const BILLING = {
  titles: TITLES,
  expected: EXPECTED,
  creditNote: 'A credit note',
  isPaid: 'It is paid.',
  isGivenBack: 'It was given back.',
  nextTry: (at: string) => `It is tried again on ${at}.`,
}
