import {
  BILLING_NEWS,
  type BillingNewsType,
  type InvoiceFacts,
} from '../../src/domain/billing/news.js'
import type { Person } from '../../src/domain/people.js'
import type { Addressed } from './addressed.js'

/** News of an invoice. */
export interface InvoiceLetter {
  kind: 'invoice'
  to: Addressed
  type: BillingNewsType
  facts: InvoiceFacts
}

/** As much of a row as says whether it is one. */
interface InvoiceRow extends Addressed {
  type: string | null
  invoice: InvoiceFacts | null
  reader: Person | null
  isWanted: boolean
}

/** What was paid meanwhile is refused to nobody any more. */
export function readInvoiceNews({ type, invoice: facts, reader, ...to }: InvoiceRow) {
  if (facts === null || type === null || !BILLING_NEWS.has(type)) return []
  const isMeant = to.isWanted && reader !== null && (type === 'invoice_issued' || !facts.isPaid)
  const letter: InvoiceLetter = { kind: 'invoice', to, type, facts }
  return isMeant ? [letter] : []
}
