import { awaitPayment } from '../../domain/billing/dunning.js'
import type { Issue } from '../../domain/billing/invoice.js'
import { after } from '../../domain/time.js'
import type { Change } from '../resources/change-facts.js'
import { giveBack } from './give-back.js'
import type { LockedContract } from './lock-contract.js'
import { tellOfInvoice } from './tell-of-invoice.js'

/** The week of its retries. */
const DUE_AFTER = 'P7D'

/** Whoever takes a number holds the counter until the commit: what is rolled back gives it back, so that none is left out. */
const NUMBER = `INSERT INTO invoice_counter (organization_id, series, last) VALUES ($1, $2, 1)
  ON CONFLICT (organization_id, series) DO UPDATE SET last = invoice_counter.last + 1 RETURNING last`

const RECIPIENT = `SELECT jsonb_build_object('company', c.company, 'phone', c.phone,
    'name', u.first_name || ' ' || u.last_name, 'email', u.email) AS recipient
  FROM customer c LEFT JOIN app_user u ON u.organization_id = $1 AND u.id = c.user_id
  WHERE c.organization_id = $1 AND c.id = $2`

const INSERT = `INSERT INTO invoice (organization_id, id, contract_id, customer_id, kind, number, reason, status, bill, recipient,
    issued_at, due_at)
  VALUES ($1, uuidv7(), $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10) RETURNING id`

/** Writes what a step or a change has drawn up: invoices, which wait to be paid, and credit notes, which are given back. */
export async function writeIssues(
  change: Change,
  contract: LockedContract,
  issues: readonly Issue[],
  at: string,
): Promise<LockedContract> {
  let { state } = contract
  for (const issue of issues) {
    const isCredit = issue.bill.total < 0
    const id = await writeBill(change, contract, issue, at)
    if (isCredit) await giveBack(change, contract.id, at)
    else state = awaitPayment(state, id, at)
    await tellOfInvoice(change, 'invoice_issued', id)
  }
  return { ...contract, state }
}

async function writeBill(
  change: Change,
  { id: contractId, customerId }: LockedContract,
  { reason, bill }: Issue,
  at: string,
): Promise<string> {
  const isCredit = bill.total < 0
  const series = isCredit ? 'CN' : 'INV'
  const [counted] = await change.query<{ last: number }>(NUMBER, [series])
  const [to] = await change.query<{ recipient: object }>(RECIPIENT, [customerId])
  const number = `${series}-${counted?.last}`
  const kind = isCredit ? 'credit_note' : 'invoice'
  const [row] = await change.query<{ id: string }>(INSERT, [
    ...[contractId, customerId, kind, number, reason, JSON.stringify(bill)],
    ...[JSON.stringify(to?.recipient ?? {}), at, isCredit ? at : after(at, DUE_AFTER)],
  ])
  if (row === undefined) throw new Error('no invoice was written')
  await change.audit({
    ...{ action: 'invoice.issue', entity: 'invoice', entityId: row.id },
    after: { number, contractId, total: bill.total, currency: bill.currency },
  })
  return row.id
}
