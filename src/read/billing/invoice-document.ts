import type { OrganizationDb } from '../../database/pool.js'
import { iso, isoOrNull } from '../../database/rows.js'
import { Values } from '../../database/values.js'
import type { Bill, InvoiceStatus } from '../../domain/billing/invoice.js'
import { refuseMissing } from '../../domain/errors.js'
import { type BillingReader, onlyOwn } from './readers.js'

interface Row {
  organization: string
  kind: 'invoice' | 'credit_note'
  number: string
  status: InvoiceStatus
  recipient: { company: string }
  bill: Bill
  issuedAt: Date
  dueAt: Date
  paidAt: Date | null
  language: string
}

/** Of whoever reads it, `$2`. */
const LANGUAGE = 'SELECT u.language FROM app_user u WHERE u.organization_id = $1 AND u.id = $2'

const SELECT = `SELECT coalesce(g.settings->'branding'->>'name', g.name) AS organization, i.kind, i.number, i.status, i.recipient,
    i.bill, i.issued_at AS "issuedAt", i.due_at AS "dueAt", i.paid_at AS "paidAt",
    coalesce((${LANGUAGE}), 'en') AS language
  FROM invoice i JOIN organization g ON g.id = $1
    JOIN customer c ON c.organization_id = $1 AND c.id = i.customer_id WHERE i.organization_id = $1`

/** What an invoice shows, with the name and address that it was written to, for a person to read. Throws `not_found`, for another's as well. */
export async function readInvoiceDocument(
  { query }: OrganizationDb,
  reader: BillingReader,
  { id, personId }: { id: string; personId: string },
) {
  const values = new Values([personId])
  const own = onlyOwn(reader, values)
  const [row] = await query<Row>(`${SELECT} AND i.id = ${values.add(id)}::uuid${own}`, values.list)
  if (row === undefined) return refuseMissing('invoice')
  const { issuedAt, dueAt, paidAt, ...document } = row
  return { ...document, issuedAt: iso(issuedAt), dueAt: iso(dueAt), paidAt: isoOrNull(paidAt) }
}
