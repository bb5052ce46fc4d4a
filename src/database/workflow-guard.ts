import type { Database } from './pool.js'

const EXTEND = `INSERT INTO workflow_guard (task_queue, guarded_until)
  VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond')
  ON CONFLICT (task_queue) DO UPDATE
    SET guarded_until = greatest(workflow_guard.guarded_until, excluded.guarded_until)`

const READ = `SELECT extract(epoch FROM guarded_until - clock_timestamp())::float8 * 1000 AS ms
  FROM workflow_guard WHERE task_queue = $1`

/** For how much longer the workers of a task queue, all of them, guard themselves against a run that is stuck. */
export function createSharedGuard(db: Database, taskQueue: string) {
  return {
    readMs: async (): Promise<number> => {
      const [row] = await db.query<{ ms: number }>(READ, [taskQueue])
      return Math.max(0, row?.ms ?? 0)
    },
    /** It never becomes shorter. */
    extend: async (ms: number): Promise<void> => {
      await db.query(EXTEND, [taskQueue, ms])
    },
  }
}
