import type { Database } from './pool.js'
import type { OutboxKind } from './queue.js'

export interface Numbered {
  count: number
  /** Of the rows of the outbox among them. */
  kinds: OutboxKind[]
  hasMore: boolean
}

/** Numbers what is committed, of each kind at most so many. Two at once are harmless: the head is locked. */
export async function numberCommitted(db: Database, limit: number): Promise<Numbered> {
  const [row] = await db.query<{ done: Omit<Numbered, 'hasMore'> }>(
    'SELECT sequence_stream($1) AS done',
    [limit],
  )
  const { count, kinds } = row?.done ?? { count: 0, kinds: [] }
  return { count, kinds, hasMore: count >= limit }
}

const OLDEST = `SELECT concat_ws(' ',
    (SELECT id FROM stream_event WHERE cursor IS NULL ORDER BY id LIMIT 1),
    (SELECT id FROM outbox WHERE cursor IS NULL ORDER BY id LIMIT 1),
    (SELECT min(e.id::text) FROM audit_head h, LATERAL (
      SELECT id FROM audit_entry WHERE organization_id = h.organization_id AND seq IS NULL ORDER BY id LIMIT 1) e
      WHERE h.broken_at IS NULL)) AS oldest`

/**
 * What waits longest for its number, told apart from whatever waits later; empty when nothing does. A broken chain's
 * entries wait for somebody to mend it, and not for a number.
 */
export async function readOldestUnnumbered(db: Database): Promise<string> {
  const [row] = await db.query<{ oldest: string }>(OLDEST)
  return row?.oldest ?? ''
}
