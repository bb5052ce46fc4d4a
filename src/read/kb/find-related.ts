import type { OrganizationDb } from '../../database/pool.js'
import { rankArticles } from './rank-articles.js'

/** By so many of its stems, those that say most of it. */
const MOST_STEMS = 5
const MOST_RELATED = 5
const LEAST = 0.25

const STEMS = `SELECT (row_number() OVER (ORDER BY impact DESC, lexeme) - 1)::int AS n, lexeme,
    impact / max(impact) OVER () AS factor
  FROM kb_posting WHERE organization_id = $1 AND article_id = $2 ORDER BY impact DESC, lexeme LIMIT ${MOST_STEMS}`

/** What else a reader may read of the same; nothing for an article that nobody finds. */
export async function findRelated(
  db: OrganizationDb,
  reach: number,
  articleId: string,
): Promise<{ id: string; title: string }[]> {
  const terms = await db.query<{ n: number; lexeme: string; factor: number }>(STEMS, [articleId])
  if (terms.length === 0) return []
  const asked = { terms, words: terms.length, least: LEAST }
  const { articles } = await rankArticles(db, reach, asked, { limit: MOST_RELATED + 1 })
  return articles
    .filter((one) => one.articleId !== articleId)
    .slice(0, MOST_RELATED)
    .map(({ articleId: id, title }) => ({ id, title }))
}
