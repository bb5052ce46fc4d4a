import type { ArticleView } from '../../contracts/kb-articles.js'
import type { Database } from '../../database/pool.js'
import { type Author, changeAudited } from '../resources/change-facts.js'
import type { Named } from '../resources/resource.js'
import {
  describeForAudit,
  holdCategory,
  lockArticle,
  readArticle,
  refuseStaleArticle,
  reviseArticle,
} from './change-article.js'
import { indexArticle } from './index-article.js'
import { WAKE_ARTICLES } from './wake.js'

const RESTORE = `UPDATE kb_article SET deleted_at = NULL WHERE organization_id = $1 AND id = $2`

/**
 * Takes a deletion back; what was not deleted stays as it is. Throws `not_found`, `category_not_found` when its category is
 * gone meanwhile.
 */
export function restoreArticle(
  db: Database,
  author: Author,
  { id, ifMatch }: Named,
): Promise<ArticleView> {
  return changeAudited(db, author, async (change) => {
    const wasDeleted = await lockArticle(change, id)
    if (!wasDeleted) return readArticle(change, id)
    await change.query(RESTORE, [id])
    const article = await readArticle(change, id)
    refuseStaleArticle(article, ifMatch)
    await holdCategory(change, article.categoryId)
    await reviseArticle(change, id)
    await indexArticle(change, id)
    if (article.publishAt !== null || article.reviewAt !== null) await change.query(WAKE_ARTICLES)
    const after = await readArticle(change, id)
    const shown = describeForAudit(after)
    await change.audit({
      ...{ action: 'kb_article.restore', entity: 'kb_article', entityId: id, after: shown },
    })
    return after
  })
}
