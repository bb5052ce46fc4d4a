import type { ArticleQuery, ListedArticle } from '../../contracts/kb-articles.js'
import { Filters } from '../../database/filters.js'
import { orderById, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { Values } from '../../database/values.js'
import { fromArticles, isLanguage, type Reader, selectListed } from './article-rows.js'

/** What a reader may see of the articles, newest first. */
export function listArticles(
  db: OrganizationDb,
  reader: Reader,
  { categoryId, status, tag, language, reviewDue, deleted, ...page }: ArticleQuery,
): Promise<Page<ListedArticle>> {
  const values = new Values()
  const reach = reader.kind === 'reader' ? values.add(reader.reach) : ''
  const row = reader.kind === 'reader' ? 'v' : 'a'
  const filters = new Filters(values)
  filters.add(categoryId, (p) => `a.category_id = ${p}::uuid`)
  filters.addAny('a.status', status, 'text')
  filters.add(tag, (p) => `${p}::text = ANY (${row}.tags)`)
  filters.add(language, (p) => isLanguage(`${row}.language`, `${p}::text`))
  if (reviewDue === 'true' && reader.kind === 'writer') {
    filters.list.push('a.review_at <= clock_timestamp()')
  }
  const showsDeleted = deleted === 'true' && reader.kind === 'writer'
  filters.list.push(`a.deleted_at IS ${showsDeleted ? 'NOT NULL' : 'NULL'}`)
  const asked = filters.list.map((condition) => ` AND ${condition}`).join('')
  return paginate(
    db,
    {
      order: orderById('a.id', 'DESC'),
      select: selectListed(reader),
      from: `${fromArticles(reader, reach)}${asked}`,
      values: values.list,
      options: { prepared: false },
      view: (article: ListedArticle) => article,
    },
    page,
  )
}
