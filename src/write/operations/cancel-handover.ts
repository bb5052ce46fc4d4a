import { handoverWork } from '../../database/handovers.js'
import type { Transaction } from '../../database/pool.js'
import { DomainError } from '../../domain/errors.js'
import { alreadyEnded, describeProblem } from '../../domain/operations/operation.js'
import type { Origin } from '../audit/record.js'

/** Who wants what to end. */
export interface CancellationRequest {
  organizationId: string
  userId: string
  isAdmin: boolean
  id: string
  origin: Origin
}

/** Those that are carried out just now are waited for: they go over, or they do not. */
const CANCEL = `WITH waiting AS (
    SELECT c.id FROM command_inbox c WHERE c.organization_id = $1 AND c.id = ANY ($2) AND c.status = 'pending'
    ORDER BY c.id FOR NO KEY UPDATE)
  UPDATE command_inbox c SET status = 'rejected', problem = $3::jsonb, decided_at = clock_timestamp(), texts = '{}'
  FROM waiting WHERE c.id = waiting.id RETURNING c.id`

const CANCELLED = `SELECT 1 FROM command_inbox
  WHERE organization_id = $1 AND id = ANY ($2) AND status = 'rejected' AND problem->>'code' = 'cancelled' LIMIT 1`

const AUDIT = `SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $2::uuid), $3::jsonb,
  'operation.cancel', 'ok', 'operation', $4, NULL, NULL, jsonb_build_object('tickets', $5::int))`

/**
 * Tickets that a handover has not come to stay where they are. Again it changes nothing; it is refused where all were decided
 * before.
 */
export async function cancelHandover(
  { query }: Transaction,
  { organizationId, userId, id, origin }: Omit<CancellationRequest, 'isAdmin'>,
  ticketIds: readonly string[],
): Promise<void> {
  const commandIds = ticketIds.map((ticketId) => `${handoverWork(id)}/${ticketId}`)
  const problem = JSON.stringify(describeProblem('cancelled'))
  const cancelled = await query<object>(CANCEL, [organizationId, commandIds, problem])
  if (cancelled.length > 0) {
    const act = [organizationId, userId, JSON.stringify(origin), id, cancelled.length]
    await query(AUDIT, act)
    return
  }
  const before = await query<object>(CANCELLED, [organizationId, commandIds])
  if (before.length === 0) throw new DomainError(alreadyEnded())
}
