import type { Database } from '../../database/pool.js'
import { FRESH_SECONDS } from '../../read/dashboards/cache.js'

/** Any number that no other lock has. */
const LOCK = 72_707_371

const FOLD = `SELECT fold_tallies(now() - interval '${FRESH_SECONDS} seconds', $1) AS count`

/**
 * Makes one row of all tallies of a kind that no dashboard asks for by itself, and answers whether there may be more. Of
 * several workers one does it; a repetition finds nothing to do.
 */
export function foldTallies(db: Database, batch = 5_000): Promise<boolean> {
  return db.transaction(async (transaction) => {
    const [leads] = await transaction.query<{ leads: boolean }>(
      'SELECT pg_try_advisory_xact_lock($1) AS leads',
      [LOCK],
    )
    if (leads?.leads !== true) return false
    const [folded] = await transaction.query<{ count: number }>(FOLD, [batch])
    return (folded?.count ?? 0) >= batch
  })
}
