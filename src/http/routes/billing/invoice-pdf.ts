import type { Context } from 'hono'
import { readInvoiceDocument } from '../../../read/billing/invoice-document.js'
import type { AppEnv } from '../../env.js'
import { defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { BILLING_TAGS, readBillingId, readBillingReader } from './kit.js'

export const PDF = '.pdf'

/** For the document: the router takes the id and what follows it as one, and so it is answered beside the invoice itself. */
export function describeInvoicePdf({ app, guard }: RouteKit): void {
  app.openAPIRegistry.registerPath(
    defineRoute(guard, 'signed_in', {
      operationId: 'readInvoicePdf',
      method: 'get',
      path: '/invoices/{id}.pdf',
      tags: BILLING_TAGS,
      summary: 'An invoice as a document, in the language of the caller',
      request: { params: idParam },
      responses: {
        200: {
          description: 'A PDF of A4 pages',
          content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
        },
        ...problems(404),
      },
    }),
  )
}

export async function answerInvoicePdf(c: Context<AppEnv>, file: string): Promise<Response> {
  const id = readBillingId({ id: file.slice(0, -PDF.length) }, 'invoice')
  const { id: personId } = c.get('caller').person
  const invoice = await readInvoiceDocument(c.get('db'), readBillingReader(c), { id, personId })
  const { writeInvoicePdf } = await import('../../../documents/invoice-pdf.js') // what writes PDFs is large: loaded for the first
  const bytes = await writeInvoicePdf(invoice)
  c.header('Content-Type', 'application/pdf')
  c.header('Content-Disposition', `inline; filename="${invoice.number}.pdf"`)
  c.header('Cache-Control', 'private, no-store')
  return c.body(new Uint8Array(bytes), 200)
}
