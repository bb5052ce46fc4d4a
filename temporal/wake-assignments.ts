import type { Database } from '../src/database/pool.js'
import { isUuid } from '../src/database/uuid.js'
import type { LostRun, SearchDeps } from './lost-run.js'

/** Whose oldest ticket has waited for a minute, and who were not woken for ten. */
const WAKE_WAITING = `SELECT wake_groups(waiting.organization_id, array_agg(DISTINCT waiting.group_id)) FROM (
    SELECT c.organization_id, (c.routing->>'groupId')::uuid AS group_id
    FROM organization o JOIN category c ON c.organization_id = o.id
    WHERE o.active AND c.routing->>'mode' <> 'manual' AND c.routing->>'groupId' IS NOT NULL AND EXISTS (
      SELECT 1 FROM ticket t WHERE t.organization_id = c.organization_id AND t.category_id = c.id AND t.status = 'open'
        AND t.deleted_at IS NULL AND t.updated_at < now() - interval '1 minute')) waiting
  WHERE NOT EXISTS (
    SELECT 1 FROM outbox o WHERE o.kind = 'assignment' AND o.entity_id = waiting.group_id
      AND (o.done_at IS NULL OR o.created_at > now() - interval '10 minutes'))
  GROUP BY waiting.organization_id`

const WAKE = `SELECT wake_groups(g.organization_id, array_agg(g.id)) FROM user_group g
  WHERE g.id = ANY ($1::uuid[]) GROUP BY g.organization_id`

/** Nothing hangs on one delivery: whoever waits where a wake was lost is found by this. */
export async function wakeWaitingGroups(db: Database): Promise<void> {
  await db.query(WAKE_WAITING)
}

/** Runs that somebody terminated, or that failed. */
export async function wakeLostAssignments({ db }: SearchDeps, runs: LostRun[]): Promise<void> {
  const ids = runs.map(({ workflowId }) => workflowId.split('/')[2] ?? '').filter(isUuid)
  await db.query(WAKE, [ids])
}
