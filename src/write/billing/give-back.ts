import { type CapturedPayment, findRefund, shareRefund } from '../../domain/billing/refunds.js'
import type { Change } from '../resources/change-facts.js'

/** Credit notes of which something is not given back, nor on the way. */
const OWED = `SELECT i.id, -(i.bill->>'total')::float8 - coalesce(sum(r.amount), 0)::float8 AS left, count(r.id)::int AS parts
  FROM invoice i LEFT JOIN payment r ON r.organization_id = $1 AND r.invoice_id = i.id
  WHERE i.organization_id = $1 AND i.contract_id = $2 AND i.kind = 'credit_note' AND i.status = 'open'
  GROUP BY i.organization_id, i.id HAVING coalesce(sum(r.amount), 0) < -(i.bill->>'total')::bigint ORDER BY i.id`

const BILLED = `SELECT coalesce(sum((i.bill->>'total')::bigint), 0)::float8 AS billed FROM invoice i
  WHERE i.organization_id = $1 AND i.contract_id = $2`

const CAPTURED = `SELECT p.id AS "paymentId", p.amount::float8 - coalesce((SELECT sum(r.amount) FROM payment r
      WHERE r.organization_id = $1 AND r.contract_id = $2 AND r.refunds = p.id AND r.status <> 'declined'), 0)::float8 AS left
  FROM payment p WHERE p.organization_id = $1 AND p.contract_id = $2 AND p.kind = 'charge' AND p.status = 'captured'
  ORDER BY p.id DESC`

const REFUND = `INSERT INTO payment (organization_id, id, contract_id, invoice_id, kind, attempt, payment_method_id, amount, currency,
    status, refunds, created_at)
  SELECT $1, uuidv7(), p.contract_id, $2, 'refund', $3, p.payment_method_id, $4, p.currency, 'pending', p.id, $6
  FROM payment p WHERE p.organization_id = $1 AND p.id = $5`

interface Owed {
  id: string
  left: number
  /** That are given back, or on the way. */
  parts: number
}

/**
 * Has given back what credit notes of a contract owe, as far as more was taken than is billed: the rest once that is paid which
 * they are a part of. Each part is one payment; repeating it finds nothing that is owed.
 */
export async function giveBack(
  { query }: Pick<Change, 'query'>,
  contractId: string,
  at: string,
): Promise<void> {
  for (const { id, left, parts } of await query<Owed>(OWED, [contractId])) {
    const captured = await query<CapturedPayment>(CAPTURED, [contractId])
    const [sums] = await query<{ billed: number }>(BILLED, [contractId])
    const refund = findRefund(captured, { billed: sums?.billed ?? 0, credit: left })
    for (const [nth, part] of shareRefund(captured, refund).entries()) {
      await query(REFUND, [id, parts + nth + 1, part.amount, part.paymentId, at])
    }
  }
}
