import type { Database } from '../src/database/pool.js'
import { isUuid } from '../src/database/uuid.js'
import type { LostRun, SearchDeps } from './lost-run.js'

/** Files with something left to do: they wait for their verdict, or for bytes to be removed that nobody can have. */
const IS_OWED = `a.incoming_key IS NOT NULL AND a.status <> 'uploading'`

const insert = (
  isMeant: string,
) => `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), a.organization_id, 'attachment', a.id, '{}', clock_timestamp(), clock_timestamp()
  FROM attachment a JOIN organization g ON g.id = a.organization_id AND g.active
  WHERE ${IS_OWED} AND ${isMeant}
  ORDER BY a.received_at LIMIT 20`

/** Longer than any step but a large video's; whatever runs then is left as it is. */
const OVERDUE = insert(`a.received_at < now() - interval '10 minutes' AND NOT EXISTS (
    SELECT 1 FROM outbox o WHERE o.kind = 'attachment' AND o.entity_id = a.id
      AND (o.done_at IS NULL OR o.created_at > now() - interval '10 minutes'))`)
const LOST = insert(`a.id = ANY ($1::uuid[]) AND NOT EXISTS (
    SELECT 1 FROM outbox o WHERE o.kind = 'attachment' AND o.entity_id = a.id AND o.done_at IS NULL)`)

/** Whatever was lost on the way to their runs is made good by this: none hangs on one delivery. */
export async function reviveOverdueAttachments(db: Database): Promise<void> {
  await db.query(OVERDUE)
}

/** The runs that somebody terminated, or that failed. */
export async function reviveLostAttachments({ db }: SearchDeps, runs: LostRun[]): Promise<void> {
  const ids = runs.map(({ workflowId }) => workflowId.split('/')[2] ?? '').filter(isUuid)
  await db.query(LOST, [ids])
}
