import type { OrganizationDb } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'

const HOLD = `WITH held AS (
    UPDATE ticket SET legal_hold_at = CASE WHEN $4 THEN clock_timestamp() END
    WHERE organization_id = $1 AND id = $2 AND (legal_hold_at IS NOT NULL) <> $4 RETURNING id)
  SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $3::uuid), $5::jsonb,
    CASE WHEN $4 THEN 'ticket.hold' ELSE 'ticket.release' END, 'ok', 'ticket', id::text, id, NULL,
    jsonb_strip_nulls(jsonb_build_object('reason', $6::text))) FROM held`

export interface Holding {
  ticketId: string
  userId: string
  origin: Origin
  isHeld: boolean
  reason?: string | undefined
}

/** Holds a ticket for a court, or lets go of it, audited; the same again changes nothing. It is no event of its life. */
export async function holdTicket(
  db: OrganizationDb,
  { ticketId, userId, origin, isHeld, reason }: Holding,
): Promise<void> {
  await db.query(HOLD, [ticketId, userId, isHeld, JSON.stringify(origin), reason ?? null])
}
