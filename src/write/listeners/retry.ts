import type { ListenerFailureView } from '../../contracts/listeners.js'
import type { OrganizationDb } from '../../database/pool.js'
import {
  type FailureRow,
  LISTENER_FAILURE,
  presentFailure,
} from '../../read/listeners/list-failures.js'
import type { Origin } from '../audit/record.js'

const RETRY = `WITH f AS (
    UPDATE listener_failure SET attempts = 0, set_aside_at = NULL, next_try_at = clock_timestamp()
    WHERE organization_id = $1 AND id = $3 RETURNING *)
  SELECT ${LISTENER_FAILURE}, audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $2::uuid),
    $4::jsonb, 'listener.retry', 'ok', 'listener_failure', f.id::text, NULL, NULL,
    jsonb_build_object('listener', f.listener, 'entity', f.entity, 'entityId', f.entity_id)) FROM f`

/** Has what could not be handled tried from the beginning; undefined where nothing is by that id. */
export async function retryFailure(
  db: OrganizationDb,
  userId: string,
  id: string,
  origin: Origin,
): Promise<ListenerFailureView | undefined> {
  const [row] = await db.query<FailureRow & { audit_record: unknown }>(RETRY, [
    ...[userId, id],
    JSON.stringify(origin),
  ])
  if (row === undefined) return undefined
  const { audit_record: _written, ...failure } = row
  return presentFailure(failure)
}
