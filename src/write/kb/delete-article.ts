import type { Database } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import { type Author, changeAudited } from '../resources/change-facts.js'
import type { Named } from '../resources/resource.js'
import {
  describeForAudit,
  lockArticle,
  readArticle,
  refuseStaleArticle,
  reviseArticle,
} from './change-article.js'
import { indexArticle } from './index-article.js'

const DELETE = `UPDATE kb_article SET deleted_at = clock_timestamp() WHERE organization_id = $1 AND id = $2`

/** Nobody reads it any more; it can be restored. Throws `not_found`. */
export function deleteArticle(db: Database, author: Author, { id, ifMatch }: Named): Promise<void> {
  return changeAudited(db, author, async (change) => {
    if (await lockArticle(change, id)) return refuseMissing('article')
    const article = await readArticle(change, id)
    refuseStaleArticle(article, ifMatch)
    await reviseArticle(change, id)
    await change.query(DELETE, [id])
    await indexArticle(change, id)
    const before = describeForAudit(article)
    await change.audit({ action: 'kb_article.delete', entity: 'kb_article', entityId: id, before })
  })
}
