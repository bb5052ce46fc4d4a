import { z } from 'zod'
import { INVOICE_STATUSES } from '../domain/billing/invoice.js'
import { currency, customerName, id, page, pageQuery, timestamp } from './common.js'

const line = z
  .strictObject({
    text: z.string(),
    quantity: z.int(),
    amount: z.int().meta({ description: 'Net, with the quantity in it' }),
  })
  .meta({ id: 'InvoiceLine' })

export const invoice = z
  .strictObject({
    id,
    number: z.string().meta({ description: 'Without gaps in its series', example: 'INV-7' }),
    kind: z
      .enum(['invoice', 'credit_note'])
      .meta({ description: 'The amounts of a credit note are negative' }),
    status: z.enum(INVOICE_STATUSES).meta({
      id: 'InvoiceStatus',
      description: '`credited` is a credit note that was given back',
    }),
    contractId: id,
    customerId: id,
    customer: customerName,
    currency,
    lines: z.array(line),
    tax: z.int(),
    total: z.int().meta({ description: 'The sum of its lines, and its tax' }),
    issuedAt: timestamp,
    dueAt: timestamp,
    paidAt: timestamp.nullable(),
  })
  .meta({ id: 'Invoice' })
export type InvoiceView = z.infer<typeof invoice>
export const invoicePage = page(invoice)

export const invoiceQuery = z.strictObject({
  contractId: id.optional(),
  customerId: id.optional(),
  status: z.enum(INVOICE_STATUSES).optional(),
  ...pageQuery,
})
export type InvoiceQuery = z.infer<typeof invoiceQuery>
