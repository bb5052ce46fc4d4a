import type { InvoiceQuery, InvoiceView } from '../../contracts/invoices.js'
import { Filters } from '../../database/filters.js'
import { orderById, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso, isoOrNull } from '../../database/rows.js'
import { Values } from '../../database/values.js'
import type { Bill } from '../../domain/billing/invoice.js'
import { refuseMissing } from '../../domain/errors.js'
import { type BillingReader, onlyOwn } from './readers.js'

interface Row
  extends Pick<InvoiceView, 'id' | 'number' | 'kind' | 'status' | 'contractId' | 'customer'> {
  bill: Bill
  issuedAt: Date
  dueAt: Date
  paidAt: Date | null
}

const COLUMNS = `i.id, i.number, i.kind, i.status, i.contract_id AS "contractId",
  jsonb_build_object('id', c.id, 'name', c.company) AS customer, i.bill, i.issued_at AS "issuedAt", i.due_at AS "dueAt",
  i.paid_at AS "paidAt"`
const FROM = `FROM invoice i JOIN customer c ON c.organization_id = $1 AND c.id = i.customer_id
  WHERE i.organization_id = $1`

/** The last one first. */
export function listInvoices(
  db: OrganizationDb,
  reader: BillingReader,
  { contractId, customerId, status, ...page }: InvoiceQuery,
): Promise<Page<InvoiceView>> {
  const values = new Values()
  const filters = new Filters(values)
  filters.add(contractId, (p) => `i.contract_id = ${p}::uuid`)
  filters.add(customerId, (p) => `i.customer_id = ${p}::uuid`)
  filters.add(status, (p) => `i.status = ${p}`)
  const asked = filters.list.map((condition) => ` AND ${condition}`).join('')
  return paginate(
    db,
    {
      order: orderById('i.id', 'DESC'),
      select: COLUMNS,
      from: `${FROM}${asked}${onlyOwn(reader, values)}`,
      values: values.list,
      options: { prepared: false },
      view: presentInvoice,
    },
    page,
  )
}

/** Throws `not_found`, for another's as well. */
export async function findInvoice(
  { query }: OrganizationDb,
  reader: BillingReader,
  id: string,
): Promise<InvoiceView> {
  const values = new Values()
  const own = onlyOwn(reader, values)
  const text = `SELECT ${COLUMNS} ${FROM} AND i.id = ${values.add(id)}::uuid${own}`
  const [row] = await query<Row>(text, values.list)
  return row === undefined ? refuseMissing('invoice') : presentInvoice(row)
}

function presentInvoice({ bill, customer, issuedAt, dueAt, paidAt, ...row }: Row): InvoiceView {
  const { currency, lines, tax, total } = bill
  const { id, number, kind, status, contractId } = row
  return {
    ...{ id, number, kind, status, contractId, customerId: customer.id, customer },
    ...{ currency, lines, tax, total },
    ...{ issuedAt: iso(issuedAt), dueAt: iso(dueAt), paidAt: isoOrNull(paidAt) },
  }
}
