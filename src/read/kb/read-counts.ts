import type { ArticleCounts } from '../../contracts/kb-reading.js'
import type { OrganizationDb } from '../../database/pool.js'

const COUNTS = `SELECT
    coalesce((SELECT views FROM kb_view_count WHERE organization_id = $1 AND article_id = $2), 0) AS "viewCount",
    coalesce((SELECT deflections FROM kb_view_count WHERE organization_id = $1 AND article_id = $2), 0) AS "deflectedCount",
    (SELECT count(*)::int FROM kb_feedback WHERE organization_id = $1 AND article_id = $2 AND helpful) AS "helpfulCount",
    (SELECT count(*)::int FROM kb_feedback WHERE organization_id = $1 AND article_id = $2 AND NOT helpful) AS "notHelpfulCount"
  FROM organization WHERE id = $1`

/** What its readers have made of an article. */
export async function readCounts(
  { query }: Pick<OrganizationDb, 'query'>,
  articleId: string,
): Promise<ArticleCounts> {
  const [counts] = await query<ArticleCounts>(COUNTS, [articleId])
  return counts ?? { viewCount: 0, helpfulCount: 0, notHelpfulCount: 0, deflectedCount: 0 }
}
