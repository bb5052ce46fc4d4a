import type { Database } from '../../database/pool.js'
import { numberCommitted } from '../../database/sequence.js'

const BATCH = 5000

/** Links what is committed into the chain, so that no entry is read without its place in it. */
export async function linkPendingEntries(db: Database): Promise<void> {
  while ((await numberCommitted(db, BATCH)).hasMore);
}
