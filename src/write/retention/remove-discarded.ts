import type { Database } from '../../database/pool.js'
import type { Place, Storage } from '../../storage/storage.js'

interface Discarded {
  organizationId: string
  place: Place
  key: string
}

const OLDEST = `SELECT organization_id AS "organizationId", place, key FROM discarded_file ORDER BY at LIMIT $1`
const REMOVED = 'DELETE FROM discarded_file WHERE organization_id = $1 AND place = $2 AND key = $3'

/**
 * Removes the bytes that no row names any more, so many of them, and answers of how many. A repetition removes what the one
 * before did not come to: a row names its bytes until they are gone.
 */
export async function removeDiscarded(
  { db, storage }: { db: Database; storage: Storage },
  limit: number,
): Promise<number> {
  const discarded = await db.query<Discarded>(OLDEST, [limit])
  for (const { organizationId, place, key } of discarded) {
    await storage.delete({ place, key })
    await db.of(organizationId).query(REMOVED, [place, key])
  }
  return discarded.length
}
