import type { Database, Transaction } from '../../database/pool.js'
import { DomainError, refuseMissing } from '../../domain/errors.js'
import {
  type OperationKind,
  type OperationStatus,
  refuseCancelling,
} from '../../domain/operations/operation.js'
import { IS_OWN_OPERATION } from '../../read/operations/find-long.js'
import { type CancellationRequest, cancelHandover } from './cancel-handover.js'

interface Row {
  kind: OperationKind
  status: OperationStatus
}

const LOCK = `SELECT kind, status FROM operation
  WHERE organization_id = $1 AND id = $2 AND ${IS_OWN_OPERATION('requested_by_id', '$3', '$4')} FOR UPDATE`
const CANCEL = `WITH asked AS (
    UPDATE operation SET cancel_requested_at = clock_timestamp()
    WHERE organization_id = $1 AND id = $2 AND cancel_requested_at IS NULL RETURNING id)
  SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $3::uuid), $4::jsonb,
    'operation.cancel', 'ok', 'operation', id::text, NULL, NULL, NULL) FROM asked`
const HANDOVER = `SELECT ticket_ids AS "ticketIds" FROM handover
  WHERE organization_id = $1 AND id = $2 AND user_id = $3`

/**
 * Asks some work to end, audited; again is harmless. Only its maker does, or an admin where a schedule has asked for it, or
 * where it is a sync; to others it is not there.
 */
export function cancelOperation(db: Database, asked: CancellationRequest): Promise<void> {
  return db.transaction(async (transaction) => {
    const { organizationId, userId, isAdmin, id, origin } = asked
    const [found] = await transaction.query<Row>(LOCK, [organizationId, id, userId, isAdmin])
    if (found === undefined) {
      return cancelHandover(transaction, asked, await readHandover(transaction, asked))
    }
    const refused = refuseCancelling(found)
    if (refused !== undefined) throw new DomainError(refused)
    await transaction.query(CANCEL, [organizationId, id, userId, JSON.stringify(origin)])
  })
}

/** The ids of its tickets. */
async function readHandover(
  { query }: Transaction,
  { organizationId, id, userId }: CancellationRequest,
): Promise<string[]> {
  const [found] = await query<{ ticketIds: string[] }>(HANDOVER, [organizationId, id, userId])
  return found?.ticketIds ?? refuseMissing('operation')
}
