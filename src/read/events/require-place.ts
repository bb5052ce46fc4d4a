import type { Database } from '../../database/pool.js'
import { refuse } from '../../domain/errors.js'
import { readStreamEnds } from './stream.js'

/** Throws `cursor_expired` where what came after it is no longer all there, or was never given. */
export async function requirePlace(db: Database, since: string): Promise<number> {
  const place = Number(since)
  const { head, expiredTo } = await readStreamEnds(db)
  if (place < expiredTo || place > head) {
    refuse('cursor_expired', 'What came after this cursor is no longer kept: load anew.')
  }
  return place
}
