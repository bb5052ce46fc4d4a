import type { ArticleView } from '../../contracts/kb-articles.js'
import type { OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import { refuseMissing } from '../../domain/errors.js'
import { fromArticles, type Reader, selectWhole } from './article-rows.js'

/** Throws `not_found` for what is not there, and what this reader may not see. */
export async function findArticle(
  { query }: Pick<OrganizationDb, 'query'>,
  reader: Reader,
  id: string,
): Promise<ArticleView> {
  const reach = reader.kind === 'reader' ? [reader.reach] : []
  const text = `SELECT ${selectWhole(reader)} ${fromArticles(reader, '$3')} AND a.id = $2 AND a.deleted_at IS NULL`
  const [found] = isUuid(id) ? await query<ArticleView>(text, [id, ...reach]) : []
  return found ?? refuseMissing('article')
}
