import type { Database } from '../../database/pool.js'
import type { Judged } from './reject.js'

const DEFER = `WITH deferred AS (
    UPDATE command_inbox SET deferred_at = clock_timestamp() WHERE id = $1 AND status = 'pending')
  SELECT jsonb_build_object('kind', status, 'problem', problem) AS answer FROM command_inbox WHERE id = $1`

/** Leaves a command to the relay, and later ones queue behind it; one that was judged meanwhile gives its outcome. */
export async function deferCommand(db: Database, commandId: string): Promise<Judged> {
  const [row] = await db.query<{ answer: Judged }>(DEFER, [commandId])
  return row?.answer ?? { kind: 'pending' }
}
