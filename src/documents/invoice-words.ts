import type { InvoiceStatus } from '../domain/billing/invoice.js'
import type { Language } from '../domain/language.js'

interface InvoiceWords {
  titles: Record<'invoice' | 'credit_note', string>
  date: string
  due: string
  description: string
  quantity: string
  amount: string
  net: string
  tax: (rate: string) => string
  total: string
  statuses: Record<InvoiceStatus, string>
  /** How a status goes on where its day is known. */
  on: (day: string) => string
}

/** What stands on an invoice beside its own lines, which are as they were written. */
export const INVOICE_WORDS: Record<Language, InvoiceWords> = {
  en: {
    titles: { invoice: 'Invoice', credit_note: 'Credit note' },
    date: 'Date',
    due: 'Due',
    description: 'Description',
    quantity: 'Quantity',
    amount: 'Amount (net)',
    net: 'Net',
    tax: (rate) => `Tax ${rate}`,
    total: 'Total',
    statuses: { open: 'Open', paid: 'Paid', failed: 'Not paid', credited: 'Given back' },
    on: (day) => ` on ${day}`,
  },
  de: {
    titles: { invoice: 'Rechnung', credit_note: 'Gutschrift' },
    date: 'Datum',
    due: 'Fällig',
    description: 'Beschreibung',
    quantity: 'Menge',
    amount: 'Betrag (netto)',
    net: 'Netto',
    tax: (rate) => `Steuer ${rate}`,
    total: 'Gesamt',
    statuses: { open: 'Offen', paid: 'Bezahlt', failed: 'Nicht bezahlt', credited: 'Erstattet' },
    on: (day) => ` am ${day}`,
  },
}
