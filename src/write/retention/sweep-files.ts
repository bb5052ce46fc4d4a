import type { Database } from '../../database/pool.js'
import type { Storage } from '../../storage/storage.js'
import { removeBytes } from '../attachments/remove-bytes.js'

/** Longer than anything is processed. */
const LEFT_MS = 3 * 86_400_000

/**
 * Deletes what was sent in and nothing uses, then the bytes of all that is deleted, then what killed tries have left.
 * It answers whether there may be more. Several workers may do it at once.
 */
export async function sweepFiles(
  { db, storage, now }: { db: Database; storage: Storage; now: () => number },
  batch = 100,
): Promise<boolean> {
  const [row] = await db.query<{ count: number }>('SELECT expire_uploads($1) AS count', [batch])
  const removed = await removeBytes(db, storage, batch)
  if (storage.intake.kind === 'own') await storage.intake.sweep(now() - LEFT_MS)
  return (row?.count ?? 0) >= batch || removed >= batch
}
