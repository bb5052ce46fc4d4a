import type { OrganizationDb } from '../../database/pool.js'

const FLAG = 'SELECT flag_gone($1, $2, $3) AS gone'

/** Each has an entry in the audit log: more would take a statement too long. */
const MOST_AT_ONCE = 1_000

/**
 * Flags whom the store has no more, after all of it was read. What was flagged stays so: whoever goes on begins where another
 * was killed. Throws for a sync that is over, or is to be cancelled.
 */
export async function flagGone(
  db: OrganizationDb,
  syncId: string,
  mostAtOnce = MOST_AT_ONCE,
): Promise<void> {
  for (;;) {
    const [row] = await db.query<{ gone: number | null }>(FLAG, [syncId, mostAtOnce])
    const gone = row?.gone ?? null
    if (gone === null) throw new Error('the sync is over')
    if (gone < mostAtOnce) return
  }
}
