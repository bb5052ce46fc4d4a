import { MOST_LINKED } from '../../contracts/ticket-articles.js'
import type { Database } from '../../database/pool.js'
import { refuse } from '../../domain/errors.js'
import { type Author, changeAudited } from '../resources/change-facts.js'

interface Link {
  ticketId: string
  articleId: string
}

/** Two at once may each find room: the bound is there against thousands. What is linked already stays as it is. */
const LINK = `INSERT INTO ticket_article (organization_id, ticket_id, article_id, at)
  SELECT $1, $2, $3, clock_timestamp()
  ON CONFLICT DO NOTHING RETURNING article_id`
const COUNT = `SELECT count(*)::int AS n FROM ticket_article WHERE organization_id = $1 AND ticket_id = $2 AND article_id <> $3`
const UNLINK = `DELETE FROM ticket_article WHERE organization_id = $1 AND ticket_id = $2 AND article_id = $3 RETURNING article_id`

/** From now on the article belongs to the ticket, whose own row stays as it is. Throws `validation_failed` for too many. */
export function linkArticle(
  db: Database,
  author: Author,
  { ticketId, articleId }: Link,
): Promise<void> {
  return changeAudited(db, author, async (change) => {
    const [linked] = await change.query<{ n: number }>(COUNT, [ticketId, articleId])
    if ((linked?.n ?? 0) >= MOST_LINKED)
      refuse('validation_failed', `A ticket has at most ${MOST_LINKED} articles.`, {
        articleId: ['is one too many'],
      })
    if ((await change.query(LINK, [ticketId, articleId])).length === 0) return
    const after = { articleId }
    await change.audit({
      ...{ action: 'ticket.link_article', entity: 'ticket', entityId: ticketId, after },
    })
  })
}

/** It belongs there no more; what does not, does not already. */
export function unlinkArticle(
  db: Database,
  author: Author,
  { ticketId, articleId }: Link,
): Promise<void> {
  return changeAudited(db, author, async (change) => {
    if ((await change.query(UNLINK, [ticketId, articleId])).length === 0) return
    const before = { articleId }
    await change.audit({
      ...{ action: 'ticket.unlink_article', entity: 'ticket', entityId: ticketId, before },
    })
  })
}
