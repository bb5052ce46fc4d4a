import { invoice, invoicePage, invoiceQuery } from '../../../contracts/invoices.js'
import { findInvoice, listInvoices } from '../../../read/billing/invoices.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { answerInvoicePdf, PDF } from './invoice-pdf.js'
import { BILLING_TAGS, readBillingId, readBillingReader } from './kit.js'

export function listInvoicesRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listInvoices',
      method: 'get',
      path: '/invoices',
      tags: BILLING_TAGS,
      summary: 'What was billed and credited, newest first',
      description: 'Customers see theirs.',
      request: { query: invoiceQuery },
      responses: { 200: json(invoicePage, 'A page of invoices and credit notes') },
    }),
    async (c) => {
      const { db, query } = { db: c.get('db'), query: c.req.valid('query') }
      return c.json(await listInvoices(db, readBillingReader(c), query), 200)
    },
  )
}

export function readInvoiceRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readInvoice',
      method: 'get',
      path: '/invoices/{id}',
      tags: BILLING_TAGS,
      summary: 'One invoice, or credit note',
      request: { params: idParam },
      responses: { 200: json(invoice, 'As it stands'), ...problems(404) },
    }),
    async (c) => {
      const param = c.req.valid('param')
      if (param.id.endsWith(PDF)) {
        return (await answerInvoicePdf(c, param.id)) as never // no JSON: another operation describes it
      }
      const id = readBillingId(param, 'invoice')
      return c.json(await findInvoice(c.get('db'), readBillingReader(c), id), 200)
    },
  )
}
