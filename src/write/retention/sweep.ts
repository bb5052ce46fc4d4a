import type { Database } from '../../database/pool.js'
import { deleteText, PERIODS, type Period } from './periods.js'

/** Any number that no other lock has. */
const LOCK = 72_707_370

/**
 * Deletes what has been kept for its time, so many rows of each kind, and answers whether there may be more. Of several
 * workers one does it; a repetition finds nothing to do.
 */
export async function sweepExpired(db: Database, batch = 1_000): Promise<boolean> {
  let isMore = false
  const errors: unknown[] = []
  for (const period of PERIODS) {
    try {
      if ((await sweepOne(db, period, batch)) >= batch) isMore = true
    } catch (error) {
      errors.push(error) // of one table: the others are swept all the same
    }
  }
  const tables = errors.map(String).join('; ')
  if (errors.length > 0) throw new AggregateError(errors, `not all could be swept: ${tables}`)
  return isMore
}

/** How many it has deleted. */
function sweepOne(db: Database, period: Period, batch: number): Promise<number> {
  return db.transaction(async (transaction) => {
    const [leads] = await transaction.query<{ leads: boolean }>(
      'SELECT pg_try_advisory_xact_lock($1) AS leads',
      [LOCK],
    )
    if (leads?.leads !== true) return 0
    const rows = await transaction.query<object>(deleteText(period), [batch])
    return rows.length
  })
}
