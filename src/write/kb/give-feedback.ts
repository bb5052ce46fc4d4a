import type { ArticleCounts, NewFeedback } from '../../contracts/kb-reading.js'
import type { Database } from '../../database/pool.js'
import { readCounts } from '../../read/kb/read-counts.js'
import { type Author, changeAudited } from '../resources/change-facts.js'
import { requireWriter } from './change-article.js'

/** Said again it is what was said last. */
const GIVE = `INSERT INTO kb_feedback (organization_id, article_id, user_id, helpful, comment, at)
  VALUES ($1, $2, $3, $4, $5, clock_timestamp())
  ON CONFLICT (organization_id, article_id, user_id) DO UPDATE SET helpful = excluded.helpful, comment = excluded.comment, at = excluded.at`

/** What a reader says of an article that they may read; its words stand there alone, and go with them. */
export function giveFeedback(
  db: Database,
  author: Author,
  articleId: string,
  { helpful, comment }: NewFeedback,
): Promise<ArticleCounts> {
  return changeAudited(db, author, async (change) => {
    await change.query(GIVE, [articleId, requireWriter(author), helpful, comment])
    const entity = 'kb_article'
    const after = { helpful }
    await change.audit({ action: 'kb_article.feedback', entity, entityId: articleId, after })
    return readCounts(change, articleId)
  })
}
