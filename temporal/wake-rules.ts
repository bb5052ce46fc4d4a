import { foundingSlug } from '../src/database/names.js'
import type { Database } from '../src/database/pool.js'
import type { LostRun, SearchDeps } from './lost-run.js'

/** One look into the index for each organization; whoever was woken within ten minutes is at it. */
const wake = (
  which: string,
  recent: string,
) => `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), g.id, 'rules', g.id, '{}', clock_timestamp(), clock_timestamp() FROM organization g
  WHERE g.active AND ${which} AND NOT EXISTS (SELECT 1 FROM outbox o
    WHERE o.kind = 'rules' AND o.entity_id = g.id AND (o.done_at IS NULL${recent}))`
const isArmed = (when: string) => `EXISTS (SELECT 1 FROM rule_timer x
  WHERE x.organization_id = g.id AND x.fired_at IS NULL${when})`

const WAKE_OVERDUE = wake(
  isArmed(` AND x.due_at < now() - interval '1 minute'`),
  ` OR o.created_at > now() - interval '10 minutes'`,
)
const WAKE_LOST = wake(`${foundingSlug('g')} = ANY ($1::text[]) AND ${isArmed('')}`, '')

/** Nothing hangs on one delivery: times that came a minute ago, and were lost on the way, are found by this. */
export async function wakeOverdueRules(db: Database): Promise<void> {
  await db.query(WAKE_OVERDUE)
}

/** Runs that somebody terminated, or that failed. */
export async function wakeLostRules(
  { db }: Pick<SearchDeps, 'db'>,
  runs: LostRun[],
): Promise<void> {
  await db.query(WAKE_LOST, [runs.map(({ workflowId }) => workflowId.split('/')[1] ?? '')])
}
