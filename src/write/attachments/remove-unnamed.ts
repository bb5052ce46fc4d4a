import type { Database } from '../../database/pool.js'
import type { Storage } from '../../storage/storage.js'

/** Nobody writes to it any more: what is sent comes without longer pauses. */
const LEFT_MS = 3_600_000
const MOST = 1_000

const NAMED = `SELECT incoming_key AS key FROM attachment WHERE incoming_key IS NOT NULL AND incoming_key = ANY ($1)`

/**
 * Removes bytes that came in and that no row names: those of killed tries, and what somebody sent to a store by an address
 * that was still good when the file was settled, or deleted. A row names a key before anything is written under it.
 */
export async function removeUnnamed({
  db,
  storage,
  now,
}: {
  db: Database
  storage: Storage
  now: () => number
}): Promise<void> {
  const left = await storage.listIncoming(now() - LEFT_MS, MOST)
  if (left.length === 0) return
  const rows = await db.query<{ key: string }>(NAMED, [left])
  const named = new Set(rows.map(({ key }) => key))
  for (const key of left) if (!named.has(key)) await storage.delete({ place: 'incoming', key })
}
