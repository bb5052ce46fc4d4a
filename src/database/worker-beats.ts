import { randomUUID } from 'node:crypto'
import type { Database } from './pool.js'

/** A worker that has not been heard of for so long is frozen, or gone. */
const ALIVE_SECONDS = 10

const BEAT = `WITH gone AS (DELETE FROM worker_beat WHERE at < clock_timestamp() - interval '1 hour')
  INSERT INTO worker_beat (id, task_queue, at) VALUES ($1, $2, clock_timestamp())
  ON CONFLICT (id) DO UPDATE SET at = excluded.at`

/** One worker process says that it serves. The server lists its pollers for minutes after it is gone. */
export function createWorkerBeats(db: Database, taskQueue: string) {
  const id = randomUUID()
  return {
    beat: () => db.query(BEAT, [id, taskQueue]),
    end: () => db.query('DELETE FROM worker_beat WHERE id = $1', [id]),
  }
}

/** How many worker processes serve the queue right now. */
export async function countWorkers(db: Database, taskQueue: string): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM worker_beat
     WHERE task_queue = $1 AND at > clock_timestamp() - $2 * interval '1 second'`,
    [taskQueue, ALIVE_SECONDS],
  )
  return row?.n ?? 0
}
