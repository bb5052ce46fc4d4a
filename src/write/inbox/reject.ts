import type { Database } from '../../database/pool.js'
import type { Refusal } from '../../domain/errors.js'
import { LOST } from '../../domain/ticket/judge.js'

export type Judged =
  | { kind: 'rejected'; problem: Refusal }
  | { kind: 'applied' }
  | { kind: 'pending' }

/** Writes a refusal before it is answered; an outcome that is there already stands. A lost command has none. */
export async function rejectCommand(
  db: Database,
  commandId: string,
  problem: Refusal,
): Promise<Judged> {
  const [row] = await db.query<{ answer: Judged | null }>(
    'SELECT reject_command($1, $2::jsonb) AS answer',
    [commandId, JSON.stringify(problem)],
  )
  return row?.answer ?? { kind: 'rejected', problem: LOST }
}
