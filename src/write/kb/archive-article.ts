import type { ArticleView } from '../../contracts/kb-articles.js'
import type { Database } from '../../database/pool.js'
import type { Author } from '../resources/change-facts.js'
import type { Named } from '../resources/resource.js'
import { changeArticle } from './change-article.js'

const ARCHIVE = `UPDATE kb_article SET status = 'archived', publish_at = NULL, publish_by_id = NULL, put_off_until = NULL, review_at = NULL, remind_at = NULL
  WHERE organization_id = $1 AND id = $2`

/** Readers have it no more; those who write articles do, and may publish it again. */
export function archiveArticle(db: Database, author: Author, named: Named): Promise<ArticleView> {
  return changeArticle(db, author, { ...named, verb: 'archive' }, async ({ query }, { status }) => {
    if (status === 'archived') return false
    await query(ARCHIVE, [named.id])
    return true
  })
}
