export const BILLING = ['admin', 'billing.manage'] as const
/** Of what stands under it, no body may hold the number of a card. */
export const BILLING_TAGS = ['Billing']
