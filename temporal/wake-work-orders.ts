import { foundingSlug } from '../src/database/names.js'
import type { Database } from '../src/database/pool.js'
import type { LostRun, SearchDeps } from './lost-run.js'

/** Two hundred at a time, and who was asked last at the end. */
const insert = (
  which: string,
) => `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), w.organization_id, 'work_order', w.id, jsonb_build_object('number', w.number), clock_timestamp(), clock_timestamp()
  FROM work_order w JOIN organization g ON g.id = w.organization_id AND g.active
  WHERE w.deleted_at IS NULL AND ${which}
  ORDER BY (SELECT max(o.created_at) FROM outbox o WHERE o.kind = 'work_order' AND o.entity_id = w.id) NULLS FIRST, w.created_at
  LIMIT 200`

const WAKE_OVERDUE =
  insert(`w.next_due_at < now() - interval '1 minute' AND NOT EXISTS (SELECT 1 FROM outbox o
    WHERE o.kind = 'work_order' AND o.entity_id = w.id AND (o.done_at IS NULL OR o.created_at > now() - interval '10 minutes'))`)

const WAKE_LOST =
  insert(`(${foundingSlug('g')}, w.number) IN (SELECT slug, 'WO-' || n FROM unnest($1::text[], $2::text[]) AS lost (slug, n))
    AND (w.status NOT IN ('completed', 'cancelled') OR w.next_due_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = 'work_order' AND o.entity_id = w.id AND o.done_at IS NULL)`)

/** Nothing hangs on one delivery: what is due where a wake was lost is found by this. A run that is there goes on. */
export async function wakeOverdueWorkOrders(db: Database): Promise<void> {
  await db.query(WAKE_OVERDUE)
}

/** Runs that somebody terminated, or that failed, of work orders that have not come to their end. */
export async function wakeLostWorkOrders({ db }: SearchDeps, runs: LostRun[]): Promise<void> {
  const ids = runs.map(({ workflowId }) => workflowId.split('/'))
  await db.query(WAKE_LOST, [ids.map(([, slug = '']) => slug), ids.map(([, , n = '']) => n)])
}
