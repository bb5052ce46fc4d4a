import type { Database } from '../../database/pool.js'
import type { Place, Storage } from '../../storage/storage.js'

interface Left {
  organizationId: string
  id: string
  incoming: string | null
  original: string | null
  web: string | null
}

const LEFT = `SELECT organization_id AS "organizationId", id, incoming_key AS incoming, storage_key AS original,
    web_storage_key AS web
  FROM attachment WHERE deleted_at IS NOT NULL AND status <> 'processing'
    AND coalesce(incoming_key, storage_key, web_storage_key) IS NOT NULL ORDER BY deleted_at LIMIT $1`
const REMOVED = `UPDATE attachment SET incoming_key = NULL, storage_key = NULL, web_storage_key = NULL
  WHERE organization_id = $1 AND id = $2`

/**
 * Removes the bytes of deleted files, so many of them, and answers of how many; those of a file that is being processed
 * its run removes, which may still write some. A repetition removes what the one before
 * did not come to: a row names its bytes until they are gone.
 */
export async function removeBytes(db: Database, storage: Storage, limit: number): Promise<number> {
  const left = await db.query<Left>(LEFT, [limit])
  for (const { organizationId, id, incoming, original, web } of left) {
    const keys: [Place, string | null][] = [
      ['incoming', incoming],
      ['kept', original],
      ['kept', web],
    ]
    for (const [place, key] of keys) if (key !== null) await storage.delete({ place, key })
    await db.of(organizationId).query(REMOVED, [id])
  }
  return left.length
}
