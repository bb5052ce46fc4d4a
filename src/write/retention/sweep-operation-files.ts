import type { Database } from '../../database/pool.js'
import type { Storage } from '../../storage/storage.js'

const OVER = `SELECT organization_id AS "organizationId", id, file_key AS key FROM operation
  WHERE file_key IS NOT NULL AND file_expires_at < now() ORDER BY file_expires_at LIMIT $1`
const REMOVED = `UPDATE operation SET file_key = NULL WHERE organization_id = $1 AND id = $2`

/**
 * Removes the files that operations have made, once their time is over, so many of them, and answers of how many. A
 * repetition removes what the one before did not come to: a row names its file until it is gone.
 */
export async function sweepOperationFiles(
  { db, storage }: { db: Database; storage: Storage },
  limit: number,
): Promise<number> {
  const over = await db.query<{ organizationId: string; id: string; key: string }>(OVER, [limit])
  for (const { organizationId, id, key } of over) {
    await storage.delete({ place: 'kept', key })
    await db.of(organizationId).query(REMOVED, [id])
  }
  return over.length
}
