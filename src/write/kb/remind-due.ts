import type { Database } from '../../database/pool.js'
import { ARTICLE_NEWS, chooseReviewers } from '../../domain/kb/news.js'
import type { Person } from '../../domain/people.js'
import { listHolders } from '../../read/users/list-holders.js'
import { doOrPutOff, type Faults } from '../due/do-or-put-off.js'
import { bySystem, type Change, changeAudited } from '../resources/change-facts.js'

/** Each is a transaction of its own. */
const MOST_AT_ONCE = 25

const DUE = `SELECT id FROM kb_article
  WHERE organization_id = $1 AND remind_at <= $2 AND deleted_at IS NULL ORDER BY remind_at, id LIMIT ${MOST_AT_ONCE}`

const PUT_OFF = `UPDATE kb_article SET remind_at = $4 WHERE organization_id = $1 AND id = $2 AND remind_at <= $3`

/** Whoever finds it taken, moved or deleted meanwhile takes nothing. */
const TAKE = `UPDATE kb_article a SET remind_at = NULL
  WHERE organization_id = $1 AND id = $2 AND remind_at <= $3 AND deleted_at IS NULL
  RETURNING review_at AS "reviewAt", person_facts($1, author_id) AS author`

const TELL = `SELECT tell_people($1, 'article_review', $2::jsonb, $3::uuid[], 'article', $4::jsonb)`

/**
 * Reminds of the articles whose dates have come; one that fails keeps back no other. True when more are due than were taken at once. Harmless to
 * repeat, and for two at once: what was taken, in the transaction that tells of it, is due no more.
 */
export async function remindDueArticles(
  db: Database,
  { organizationId, ...faults }: { organizationId: string } & Faults,
): Promise<boolean> {
  const { at } = faults
  const bound = db.of(organizationId)
  const due = await bound.query<{ id: string }>(DUE, [at])
  for (const { id } of due) {
    const work = () =>
      changeAudited(db, bySystem(organizationId), (change) => remind(change, id, at))
    await doOrPutOff(work, (nextTryAt) => bound.query(PUT_OFF, [id, at, nextTryAt]), faults)
  }
  return due.length === MOST_AT_ONCE
}

async function remind(change: Change, id: string, at: string): Promise<void> {
  type Taken = { reviewAt: Date; author: Person | null }
  const [taken] = await change.query<Taken>(TAKE, [id, at])
  if (taken === undefined) return
  const { reviewAt, author } = taken
  const [moderators, admins] = [
    await listHolders(change, ['moderator']),
    await listHolders(change, ['admin']),
  ]
  const told = chooseReviewers(author, { moderators, admins })
  const about = { articleId: id, reviewAt: reviewAt.toISOString() }
  await change.query(TELL, [
    ...[JSON.stringify(ARTICLE_NEWS.kinds.article_review.by), told, JSON.stringify(about)],
  ])
  const audited = { entity: 'kb_article', entityId: id, after: { ...about, told: told.length } }
  await change.audit({ action: 'kb_article.remind', ...audited })
}
