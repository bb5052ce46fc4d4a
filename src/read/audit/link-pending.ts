import type { Database } from '../../database/pool.js'

const BATCH = 5000

/** Links what is committed into the chain, so that no entry is read without its place in it. */
export async function linkPendingEntries(db: Database): Promise<void> {
  let linked: number
  do {
    const [row] = await db.query<{ n: number }>('SELECT sequence_stream($1) AS n', [BATCH])
    linked = row?.n ?? 0
  } while (linked === BATCH)
}
