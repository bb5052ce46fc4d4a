import { foundingSlug } from '../src/database/names.js'
import type { Database } from '../src/database/pool.js'
import type { LostRun, SearchDeps } from './lost-run.js'

interface Wanted {
  /** As the outbox has it. */
  kind: 'article' | 'mail_in' | 'survey'
  /** Conditions in SQL of an organization `g`: that something of it has been due for a minute, with `params` from `$1` on. */
  isOverdue: string
  /** That something of it will be due some day. */
  isWaiting: string
}

export interface Wakes {
  wakeOverdue: (db: Database, params?: readonly unknown[]) => Promise<void>
  wakeLost: (deps: SearchDeps, runs: LostRun[]) => Promise<void>
}

/** What `isOverdue` asks of an instant, and `isWaiting`. */
export const FOR_A_MINUTE = "< now() - interval '1 minute'"
export const SOME_DAY = 'IS NOT NULL'

/** Wakes the one run that organizations have of a kind, where its wake was lost. */
export function createWakes({ kind, isOverdue, isWaiting }: Wanted): Wakes {
  const insert = (which: string) =>
    `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), g.id, '${kind}', g.id, '{}', clock_timestamp(), clock_timestamp() FROM organization g
  WHERE g.active AND ${which}`
  const overdue =
    insert(`NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = '${kind}' AND o.entity_id = g.id
    AND (o.done_at IS NULL OR o.created_at > now() - interval '10 minutes')) AND (${isOverdue})`)
  const lost = insert(`${foundingSlug('g')} = ANY($1::text[]) AND (${isWaiting})`)
  return {
    // nothing hangs on one delivery: who is due for a minute, and was not woken for ten, is found by this
    wakeOverdue: async (db, params = []) => {
      await db.query(overdue, [...params])
    },
    // runs that somebody terminated, or that failed
    wakeLost: async ({ db }, runs) => {
      await db.query(lost, [runs.map(({ workflowId }) => workflowId.split('/')[1] ?? '')])
    },
  }
}
