import type { Database } from '../../database/pool.js'
import { isoOrNull } from '../../database/rows.js'
import { DomainError } from '../../domain/errors.js'
import { publishScheduled } from './publish-article.js'
import { remindDueArticles } from './remind-due.js'

/** Each is a transaction of its own. */
const MOST_AT_ONCE = 25

export interface PublishedArticles {
  /** More are due than were taken at once. */
  isCutShort: boolean
  /** When there is something to do again; null when nothing waits. */
  nextDueAt: string | null
}

const DUE = `SELECT id, publish_by_id AS "publisherId" FROM kb_article
  WHERE organization_id = $1 AND publish_at <= $2 AND deleted_at IS NULL ORDER BY publish_at, id LIMIT ${MOST_AT_ONCE}`
const NEXT = `SELECT least(
    (SELECT min(publish_at) FROM kb_article WHERE organization_id = $1 AND deleted_at IS NULL),
    (SELECT min(remind_at) FROM kb_article WHERE organization_id = $1 AND deleted_at IS NULL)) AS at
  FROM organization WHERE id = $1`

/**
 * Publishes what is due at an instant, and reminds of what is to be looked over. Harmless to repeat, and for two at once: what was
 * published is due no more, and that is judged once more under its lock.
 */
export async function publishDueArticles(
  db: Database,
  { organizationId, at, newId }: { organizationId: string; at: string; newId: () => string },
): Promise<PublishedArticles> {
  const bound = db.of(organizationId)
  const due = await bound.query<{ id: string; publisherId: string }>(DUE, [at])
  for (const article of due) {
    const origin = { ip: null, userAgent: null }
    const author = { organizationId, actor: { kind: 'system' } as const, origin, workId: newId() }
    await publishScheduled(db, author, { ...article, at }).catch(passOverDeleted)
  }
  const areLeft = await remindDueArticles(db, { organizationId, at })
  const [row] = await bound.query<{ at: Date | null }>(NEXT)
  return {
    isCutShort: due.length === MOST_AT_ONCE || areLeft,
    nextDueAt: isoOrNull(row?.at ?? null),
  }
}

/** Somebody has deleted it in between. */
function passOverDeleted(error: unknown): void {
  if (!(error instanceof DomainError && error.refusal.code === 'not_found')) throw error
}
