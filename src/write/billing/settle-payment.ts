import type { Database } from '../../database/pool.js'
import type { ContractState } from '../../domain/billing/contract.js'
import { type Settlement, settleAttempt } from '../../domain/billing/dunning.js'
import { bySystem, type Change, changeAudited } from '../resources/change-facts.js'
import { auditStanding } from './audit-standing.js'
import { giveBack } from './give-back.js'
import { type LockedContract, lockContract, saveContract, WAKE_CONTRACTS } from './lock-contract.js'
import { tellOfInvoice } from './tell-of-invoice.js'

export interface PaymentRef {
  organizationId: string
  paymentId: string
}

/** A definite answer of the provider, and when it came. */
export interface PaymentOutcome {
  kind: Settlement
  reference: string | null
  at: string
}

const FIND =
  'SELECT contract_id AS "contractId" FROM payment WHERE organization_id = $1 AND id = $2'

const SETTLE = `UPDATE payment SET status = $3, reference = $4, settled_at = $5
  WHERE organization_id = $1 AND id = $2 AND status = 'pending' RETURNING kind, invoice_id AS "invoiceId", amount::float8 AS amount`

const MARK = `UPDATE invoice SET status = $3, paid_at = CASE WHEN $3 IN ('paid', 'credited') THEN $4::timestamptz END
  WHERE organization_id = $1 AND id = $2`

const IS_GIVEN_BACK = `SELECT 1 FROM invoice i WHERE i.organization_id = $1 AND i.id = $2 AND -(i.bill->>'total')::bigint = (
    SELECT sum(p.amount) FROM payment p WHERE p.organization_id = $1 AND p.invoice_id = i.id AND p.status = 'captured')`

interface SettledPayment {
  kind: 'charge' | 'refund'
  invoiceId: string
  amount: number
}

/**
 * Writes what a payment has come to, once: whoever brings the same answer again, by whatever way, changes nothing. False for a
 * payment that is not known.
 */
export function settlePayment(
  db: Database,
  { organizationId, paymentId }: PaymentRef,
  outcome: PaymentOutcome,
): Promise<boolean> {
  return changeAudited(db, bySystem(organizationId), async (change) => {
    const [found] = await change.query<{ contractId: string }>(FIND, [paymentId])
    const contract = found && (await lockContract(change, found.contractId))
    if (contract === undefined) return false
    const { kind, reference, at } = outcome
    const [settled] = await change.query<SettledPayment>(SETTLE, [paymentId, kind, reference, at])
    if (settled === undefined) return true
    const state =
      settled.kind === 'charge'
        ? await settleCharge(change, settled, outcome, contract)
        : contract.state
    if (settled.kind === 'refund') await settleRefund(change, settled, outcome)
    await saveContract(change, { ...contract, state }, at)
    await auditStanding(change, contract.id, contract.state, state)
    await change.audit({
      ...{ action: `payment.${kind}`, entity: 'payment', entityId: paymentId },
      after: { kind: settled.kind, invoiceId: settled.invoiceId, amount: settled.amount },
    })
    await change.query(WAKE_CONTRACTS, [[contract.id]])
    return true
  })
}

async function settleCharge(
  change: Change,
  { invoiceId }: SettledPayment,
  { kind, at }: PaymentOutcome,
  { id, state: before }: LockedContract,
): Promise<ContractState> {
  const { state, invoice } = settleAttempt(before, kind, at)
  await change.query(MARK, [invoiceId, invoice, at])
  if (invoice === 'paid') await giveBack(change, id, at)
  if (invoice === 'open') await tellOfInvoice(change, 'invoice_failed', invoiceId)
  if (invoice === 'failed') {
    const type = state.status === 'suspended' ? 'contract_suspended' : 'invoice_failed'
    await tellOfInvoice(change, type, invoiceId)
  }
  return state
}

/** A credit note is credited when all of it is given back; what is refused is tried no more, and somebody has to see to it. */
async function settleRefund(
  change: Change,
  { invoiceId }: SettledPayment,
  { kind, at }: PaymentOutcome,
): Promise<void> {
  if (kind === 'declined') {
    await change.query(MARK, [invoiceId, 'failed', at])
    return tellOfInvoice(change, 'refund_failed', invoiceId)
  }
  const whole = await change.query(IS_GIVEN_BACK, [invoiceId])
  if (whole.length > 0) await change.query(MARK, [invoiceId, 'credited', at])
}
