import type { Database } from '../src/database/pool.js'
import { isUuid } from '../src/database/uuid.js'
import type { LostRun, SearchDeps } from './lost-run.js'

/** Whose runs these are: rows of one table, which have something left to do since an instant. */
interface Owed {
  kind: 'attachment' | 'contract' | 'operation' | 'webhook'
  table: string
  /** Of the row `w`. */
  isOwed: string
  since: string
  /** How long it may take before it is asked for again, and what else must be so by then. */
  overdue?: { after: string; and: string }
}

/** Longer than any step but a large video's; whatever runs then goes on as it is. */
const OVERDUE = '10 minutes'

/**
 * Begins anew, two hundred at a time and who was asked last at the end, what was lost on the way to its run (`reviveOverdue`), and runs that somebody terminated or
 * that failed (`reviveLost`): none hangs on one delivery. A run that is there goes on.
 */
export function createRevival({ kind, table, isOwed, since, overdue: late }: Owed) {
  const after = late?.after ?? OVERDUE
  const isAsked = (recent: string) => `EXISTS (SELECT 1 FROM outbox o
    WHERE o.kind = '${kind}' AND o.entity_id = w.id AND (o.done_at IS NULL${recent}))`
  const insert = (isMeant: string) => `INSERT INTO outbox
      (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), w.organization_id, '${kind}', w.id, '{}', clock_timestamp(), clock_timestamp()
    FROM ${table} w JOIN organization g ON g.id = w.organization_id AND g.active
    WHERE ${isOwed} AND ${isMeant}
    ORDER BY (SELECT max(o.created_at) FROM outbox o WHERE o.kind = '${kind}' AND o.entity_id = w.id) NULLS FIRST, w.${since}
    LIMIT 200`
  const overdue =
    insert(`w.${since} < now() - interval '${after}'${late === undefined ? '' : ` AND ${late.and}`}
      AND NOT ${isAsked(` OR o.created_at > now() - interval '${after}'`)}`)
  const lost = insert(`w.id = ANY ($1::uuid[]) AND NOT ${isAsked('')}`)
  return {
    reviveOverdue: async (db: Database): Promise<void> => {
      await db.query(overdue)
    },
    reviveLost: async ({ db }: SearchDeps, runs: LostRun[]): Promise<void> => {
      const ids = runs.map(({ workflowId }) => workflowId.split('/')[2] ?? '').filter(isUuid)
      await db.query(lost, [ids])
    },
  }
}

/** Files that wait for their verdict, or for bytes to be removed that nobody can have. */
export const attachmentRevival = createRevival({
  kind: 'attachment',
  table: 'attachment',
  isOwed: `w.incoming_key IS NOT NULL AND w.status <> 'uploading'`,
  since: 'received_at',
})

/** Work that takes its time. */
export const operationRevival = createRevival({
  kind: 'operation',
  table: 'operation',
  isOwed: 'w.ended_at IS NULL',
  since: 'created_at',
})

/** Contracts of which something is due, now or some day. */
export const contractRevival = createRevival({
  kind: 'contract',
  table: 'contract',
  isOwed: 'w.next_due_at IS NOT NULL',
  since: 'created_at',
  overdue: { after: '1 minute', and: `w.next_due_at < now() - interval '1 minute'` },
})

const isWaiting = (
  when: string,
) => `EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.organization_id = w.organization_id
  AND d.webhook_id = w.id AND d.status = 'pending'${when})`

/** Webhooks that have something to send. */
export const webhookRevival = createRevival({
  kind: 'webhook',
  table: 'webhook',
  isOwed: `w.active AND w.deleted_at IS NULL AND ${isWaiting('')}`,
  since: 'created_at',
  overdue: {
    after: '1 minute',
    and: isWaiting(` AND d.next_attempt_at < now() - interval '1 minute'`),
  },
})
