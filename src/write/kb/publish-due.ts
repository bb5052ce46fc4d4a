import type { Database } from '../../database/pool.js'
import { isoOrNull } from '../../database/rows.js'
import { DomainError } from '../../domain/errors.js'
import { doOrPutOff, type Faults } from '../due/do-or-put-off.js'
import { isOrganizationActive } from '../organizations/is-active.js'
import { publishScheduled } from './publish-article.js'
import { remindDueArticles } from './remind-due.js'

/** Each is a transaction of its own. */
const MOST_AT_ONCE = 25

export interface PublishedArticles {
  /** More are due than were taken at once. */
  isCutShort: boolean
  /** When there is something to do again; null when nothing waits. */
  nextDueAt: string | null
  /** Some are to be embedded now. */
  isToEmbed?: boolean
}

const DUE = `SELECT id, publish_by_id AS "publisherId" FROM kb_article
  WHERE organization_id = $1 AND publish_at <= $2 AND deleted_at IS NULL AND coalesce(put_off_until <= $2, true) ORDER BY publish_at, id LIMIT ${MOST_AT_ONCE}`
const NEXT = `SELECT least(
    (SELECT min(greatest(publish_at, put_off_until)) FROM kb_article
      WHERE organization_id = $1 AND deleted_at IS NULL AND publish_at IS NOT NULL),
    (SELECT min(remind_at) FROM kb_article WHERE organization_id = $1 AND deleted_at IS NULL), embed_at) AS at,
    coalesce(embed_at <= $3, false) AS "isToEmbed"
  FROM organization CROSS JOIN LATERAL (SELECT CASE WHEN $2::boolean
    THEN (SELECT min(embed_at) FROM kb_searchable WHERE organization_id = $1) END AS embed_at OFFSET 0) e
  WHERE id = $1`

/** Unless somebody has published it meanwhile, or wants it published at another time. */
const PUT_OFF = `UPDATE kb_article SET put_off_until = $4 WHERE organization_id = $1 AND id = $2 AND publish_at <= $3`

interface DueWork extends Faults {
  organizationId: string
  newId: () => string
  /** A model is there that embeds. */
  embeds: boolean
}

/**
 * Publishes what is due at an instant, and reminds of what is to be looked over; one that fails keeps back no other. Harmless to repeat, and for two
 * at once: what was published is due no more, and that is judged once more under its lock.
 */
export async function publishDueArticles(
  db: Database,
  { organizationId, newId, embeds, ...faults }: DueWork,
): Promise<PublishedArticles> {
  const { at } = faults
  const bound = db.of(organizationId)
  if (!(await isOrganizationActive(bound))) return { isCutShort: false, nextDueAt: null }
  const due = await bound.query<{ id: string; publisherId: string }>(DUE, [at])
  for (const article of due) {
    const origin = { ip: null, userAgent: null }
    const author = { organizationId, actor: { kind: 'system' } as const, origin, workId: newId() }
    const putOff = (nextTryAt: string) => bound.query(PUT_OFF, [article.id, at, nextTryAt])
    const publish = () => publishScheduled(db, author, { ...article, at }).catch(passOverDeleted)
    await doOrPutOff(publish, putOff, faults)
  }
  const areLeft = await remindDueArticles(db, { organizationId, ...faults })
  const [row] = await bound.query<{ at: Date | null; isToEmbed: boolean }>(NEXT, [embeds, at])
  return {
    isCutShort: due.length === MOST_AT_ONCE || areLeft,
    nextDueAt: isoOrNull(row?.at ?? null),
    ...(row?.isToEmbed === true ? { isToEmbed: true } : {}),
  }
}

/** Somebody has deleted it in between. */
function passOverDeleted(error: unknown): void {
  if (!(error instanceof DomainError && error.refusal.code === 'not_found')) throw error
}
