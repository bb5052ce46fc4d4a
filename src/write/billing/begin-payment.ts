import type { OrganizationDb } from '../../database/pool.js'

/** A payment as the provider is to be asked for it. */
export interface BegunPayment {
  kind: 'charge' | 'refund'
  isSettled: boolean
  /** Whether the provider may have been asked before: then it is asked what has become of that. */
  wasTried: boolean
  token: string
  amount: number
  currency: string
  /** What the provider calls the payment that is given back. */
  captured: string | null
}

/** That it is tried is committed before anything is asked for: a killed worker's successor knows that something may have been. */
const BEGIN = `WITH before AS (
    SELECT p.* FROM payment p WHERE p.organization_id = $1 AND p.id = $2 FOR UPDATE),
  tried AS (
    UPDATE payment p SET tried_at = clock_timestamp() FROM before
    WHERE p.organization_id = $1 AND p.id = before.id AND before.tried_at IS NULL)
  SELECT before.kind, before.status <> 'pending' AS "isSettled", before.tried_at IS NOT NULL AS "wasTried", m.token,
    before.amount::float8 AS amount, before.currency, (
      SELECT c.reference FROM payment c WHERE c.organization_id = $1 AND c.id = before.refunds) AS captured
  FROM before JOIN payment_method m ON m.organization_id = $1 AND m.id = before.payment_method_id`

export async function beginPayment(
  { query }: Pick<OrganizationDb, 'query'>,
  paymentId: string,
): Promise<BegunPayment | undefined> {
  const [payment] = await query<BegunPayment>(BEGIN, [paymentId])
  return payment
}
