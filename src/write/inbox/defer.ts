import type { Database } from '../../database/pool.js'
import { LOST } from '../../domain/ticket/judge.js'
import type { Judged } from './reject.js'

const DEFER = `WITH deferred AS (
    UPDATE command_inbox SET deferred_at = clock_timestamp() WHERE id = $1 AND status = 'pending')
  SELECT jsonb_build_object('kind', status, 'problem', problem) AS answer FROM command_inbox WHERE id = $1`

/**
 * Leaves a command to the relay, and later ones queue behind it; one that was judged meanwhile gives its outcome. One
 * that a crash of the database has taken is nobody's to carry out: it must be sent again.
 */
export async function deferCommand(db: Database, commandId: string): Promise<Judged> {
  const [row] = await db.query<{ answer: Judged }>(DEFER, [commandId])
  return row?.answer ?? { kind: 'rejected', problem: LOST }
}
