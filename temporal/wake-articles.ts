import { foundingSlug } from '../src/database/names.js'
import type { Database } from '../src/database/pool.js'
import type { LostRun, SearchDeps } from './lost-run.js'

const insert = (
  which: string,
) => `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), g.id, 'article', g.id, '{}', clock_timestamp(), clock_timestamp() FROM organization g
  WHERE g.active AND ${which}`

/** Two questions, each with the index of its own instant. */
const hasOne = (is: string) => `(EXISTS (SELECT 1 FROM kb_article s
      WHERE s.organization_id = g.id AND s.deleted_at IS NULL AND s.publish_at ${is})
    OR EXISTS (SELECT 1 FROM kb_article s WHERE s.organization_id = g.id AND s.deleted_at IS NULL AND s.remind_at ${is}))`

/** Whose oldest article is due for a minute, and who were not woken for ten. */
const WAKE_OVERDUE = `${insert(`NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = 'article' AND o.entity_id = g.id
    AND (o.done_at IS NULL OR o.created_at > now() - interval '10 minutes')) AND (${hasOne("< now() - interval '1 minute'")}
    OR $1::boolean AND EXISTS (SELECT 1 FROM kb_searchable s WHERE s.organization_id = g.id AND s.embed_at < now()))`)}`

const WAKE_LOST = `${insert(`${foundingSlug('g')} = ANY($1::text[]) AND ${hasOne('IS NOT NULL')}`)}`

/**
 * Nothing hangs on one delivery: what is due where a wake was lost is found by this, and what is to be embedded, for which nobody
 * wakes the run, where something embeds.
 */
export async function wakeOverdueArticles(db: Database, embeds: boolean): Promise<void> {
  await db.query(WAKE_OVERDUE, [embeds])
}

/** Runs that somebody terminated, or that failed, and that have something to do some day. */
export async function wakeLostArticles({ db }: SearchDeps, runs: LostRun[]): Promise<void> {
  const slugs = runs.map(({ workflowId }) => workflowId.split('/')[1] ?? '')
  await db.query(WAKE_LOST, [slugs])
}
