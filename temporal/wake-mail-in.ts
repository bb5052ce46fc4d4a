import { foundingSlug } from '../src/database/names.js'
import type { Database } from '../src/database/pool.js'
import type { LostRun, SearchDeps } from './lost-run.js'

const insert = (
  which: string,
  due: string,
) => `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), g.id, 'mail_in', g.id, '{}', clock_timestamp(), clock_timestamp() FROM organization g
  WHERE g.active AND ${which} AND (EXISTS (SELECT 1 FROM mail_in s WHERE s.organization_id = g.id AND s.next_due_at ${due})
    OR EXISTS (SELECT 1 FROM mailbox b WHERE b.organization_id = g.id AND b.deleted_at IS NULL AND b.next_poll_at ${due}))`

/** Whose oldest mail, or mailbox, is due for a minute, and who were not woken for ten. */
const WAKE_OVERDUE = insert(
  `NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = 'mail_in' AND o.entity_id = g.id
    AND (o.done_at IS NULL OR o.created_at > now() - interval '10 minutes'))`,
  `< now() - interval '1 minute'`,
)

const WAKE_LOST = insert(`${foundingSlug('g')} = ANY($1::text[])`, 'IS NOT NULL')

/** Nothing hangs on one delivery: what is due where a wake was lost is found by this. */
export async function wakeOverdueMails(db: Database): Promise<void> {
  await db.query(WAKE_OVERDUE)
}

/** Runs that somebody terminated, or that failed, and that have something to do some day. */
export async function wakeLostMails({ db }: SearchDeps, runs: LostRun[]): Promise<void> {
  const slugs = runs.map(({ workflowId }) => workflowId.split('/')[1] ?? '')
  await db.query(WAKE_LOST, [slugs])
}
