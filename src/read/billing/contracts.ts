import type { ContractUsageView, ContractView } from '../../contracts/contracts.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso, isoOrNull } from '../../database/rows.js'
import { Values } from '../../database/values.js'
import type { ContractState } from '../../domain/billing/contract.js'
import { findCurrent } from '../../domain/billing/contract-steps.js'
import type { Terms } from '../../domain/billing/plan.js'
import { countUsage } from '../../domain/billing/usage.js'
import { refuseMissing } from '../../domain/errors.js'
import { type BillingReader, onlyOwn } from './readers.js'

interface Row {
  id: string
  customer: { id: string; name: string }
  paymentMethodId: string
  state: ContractState
  version: number
  nextDueAt: Date | null
  createdAt: Date
  updatedAt: Date
}

const COLUMNS = `k.id, jsonb_build_object('id', c.id, 'name', c.company) AS customer, k.payment_method_id AS "paymentMethodId",
  k.state, k.version, k.next_due_at AS "nextDueAt", k.created_at AS "createdAt", k.updated_at AS "updatedAt"`
const FROM = `FROM contract k JOIN customer c ON c.organization_id = $1 AND c.id = k.customer_id
  WHERE k.organization_id = $1`

/** Of a customer, the last one first; throws `not_found` for a customer that is not there, or another's. */
export async function listContracts(
  db: OrganizationDb,
  reader: BillingReader,
  { customerId, ...query }: PageArguments & { customerId: string },
): Promise<Page<ContractView>> {
  await requireOwnCustomer(db, reader, customerId)
  const values = new Values()
  const condition = ` AND k.customer_id = ${values.add(customerId)}::uuid`
  return paginate(
    db,
    {
      order: orderById('k.id', 'DESC'),
      select: COLUMNS,
      from: `${FROM}${condition}`,
      values: values.list,
      view: presentContract,
    },
    query,
  )
}

/** Throws `not_found`, for another's as well. */
export async function findContract(
  db: Pick<OrganizationDb, 'query'>,
  reader: BillingReader,
  id: string,
): Promise<ContractView> {
  return presentContract(await findRow(db, reader, id))
}

/** How many tickets were filed by it in the period of that instant; throws `not_found`, likewise. */
export async function readUsage(
  db: OrganizationDb,
  reader: BillingReader,
  { id, at }: { id: string; at: string },
): Promise<ContractUsageView> {
  const { state } = await findRow(db, reader, id)
  const current = findCurrent(state, at)
  return { contractId: id, period: current.period, tickets: countUsage(current) }
}

async function findRow(
  { query }: Pick<OrganizationDb, 'query'>,
  reader: BillingReader,
  id: string,
): Promise<Row> {
  const values = new Values()
  const own = onlyOwn(reader, values)
  const text = `SELECT ${COLUMNS} ${FROM} AND k.id = ${values.add(id)}::uuid${own}`
  const [row] = await query<Row>(text, values.list)
  return row ?? refuseMissing('contract')
}

async function requireOwnCustomer(
  { query }: OrganizationDb,
  reader: BillingReader,
  id: string,
): Promise<void> {
  const values = new Values()
  const own = onlyOwn(reader, values)
  const text = `SELECT 1 FROM customer c WHERE c.organization_id = $1 AND c.id = ${values.add(id)}::uuid${own}`
  if ((await query(text, values.list)).length === 0) refuseMissing('customer')
}

function presentContract({ id, customer, paymentMethodId, state, version, ...row }: Row) {
  const { terms, nextTerms, startsAt, quantity, discount, autoRenew, status, period } = state
  return {
    ...{ id, customerId: customer.id, customer, planId: terms.planId, plan: presentTerms(terms) },
    nextPlan: nextTerms && presentTerms(nextTerms),
    ...{ startsAt, quantity, discount, paymentMethodId, autoRenew },
    ...{ cancelAtPeriodEnd: state.cancelAtPeriodEnd, status, currentPeriod: period },
    ...{ nextDueAt: isoOrNull(row.nextDueAt), version },
    ...{ createdAt: iso(row.createdAt), updatedAt: iso(row.updatedAt) },
  }
}

function presentTerms({ planId, planVersion, ...terms }: Terms) {
  const { name, price, period, taxRate, entitlements, overage } = terms
  return { id: planId, name, price, period, taxRate, entitlements, overage, version: planVersion }
}
