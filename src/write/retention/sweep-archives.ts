import type { Database } from '../../database/pool.js'
import type { Storage } from '../../storage/storage.js'

const UNFINISHED = `SELECT a.organization_id AS "organizationId", a.operation_id AS "operationId", a.part, a.key
  FROM retention_archive a WHERE a.records IS NULL AND NOT EXISTS (
    SELECT 1 FROM operation o WHERE o.organization_id = a.organization_id AND o.id = a.operation_id AND o.ended_at IS NULL)
  ORDER BY a.at LIMIT $1`
const REMOVED =
  'DELETE FROM retention_archive WHERE organization_id = $1 AND operation_id = $2 AND part = $3'

/**
 * Removes what runs that have ended left unfinished of their archives, so many parts: nothing of it has gone. It answers of how
 * many; a repetition removes what the one before did not come to.
 */
export async function sweepArchives(
  { db, storage }: { db: Database; storage: Storage },
  limit: number,
): Promise<number> {
  const unfinished = await db.query<{
    organizationId: string
    operationId: string
    part: number
    key: string
  }>(UNFINISHED, [limit])
  for (const { organizationId, operationId, part, key } of unfinished) {
    await storage.delete({ place: 'kept', key })
    await db.of(organizationId).query(REMOVED, [operationId, part])
  }
  return unfinished.length
}
