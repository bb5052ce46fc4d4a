import { MOST_LINKED, type TicketArticle } from '../../contracts/ticket-articles.js'
import type { OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'
import { isWithin } from '../kb/article-rows.js'

const LINKED = `SELECT a.id AS "articleId", v.title, ${selectInstant('l.at')} AS at
  FROM ticket_article l
    JOIN kb_article a ON a.organization_id = $1 AND a.id = l.article_id AND a.deleted_at IS NULL
    JOIN kb_category c ON c.organization_id = $1 AND c.id = a.category_id
    JOIN kb_article_version v ON v.organization_id = $1 AND v.article_id = a.id AND v.version = a.version
  WHERE l.organization_id = $1 AND l.ticket_id = $2 AND ${isWithin('$3')} ORDER BY l.at, a.id LIMIT ${MOST_LINKED}`

/** The articles that belong to a ticket, of those that somebody may read, as they came. */
export function listTicketArticles(
  { query }: Pick<OrganizationDb, 'query'>,
  ticketId: string,
  reach: number,
): Promise<TicketArticle[]> {
  return query<TicketArticle>(LINKED, [ticketId, reach])
}
