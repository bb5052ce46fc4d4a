import type { Database } from '../../database/pool.js'
import type { Storage } from '../../storage/storage.js'
import { removeBytes } from '../attachments/remove-bytes.js'
import { removeUnnamed } from '../attachments/remove-unnamed.js'
import { removeDiscarded } from './remove-discarded.js'
import { sweepArchives } from './sweep-archives.js'
import { sweepOperationFiles } from './sweep-operation-files.js'

/**
 * Deletes what was sent in and nothing uses, then the bytes of all that is deleted, then files that operations have made and
 * whose time is over, what retention has left, then the bytes that no file has. It answers whether there may be more. Several workers may do it at
 * once.
 */
export async function sweepFiles(
  { db, storage, now }: { db: Database; storage: Storage; now: () => number },
  batch = 100,
): Promise<boolean> {
  const [row] = await db.query<{ count: number }>('SELECT expire_uploads($1) AS count', [batch])
  const removed = await removeBytes(db, storage, batch)
  const made = await sweepOperationFiles({ db, storage }, batch)
  const discarded = await removeDiscarded({ db, storage }, batch)
  const unfinished = await sweepArchives({ db, storage }, batch)
  await removeUnnamed({ db, storage, now })
  return [row?.count ?? 0, removed, made, discarded, unfinished].some((count) => count >= batch)
}
