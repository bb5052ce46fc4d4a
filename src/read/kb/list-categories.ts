import type { KbCategoryQuery, KbCategoryView } from '../../contracts/kb-categories.js'
import { Filters } from '../../database/filters.js'
import { type Order, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { Values } from '../../database/values.js'
import type { Catalogue } from '../catalogue.js'
import type { Reader } from './article-rows.js'

type Listed = KbCategoryView

const BY_PLACE: Order<Listed> = {
  name: 'kb_category',
  direction: 'ASC',
  keys: [
    { column: 'c.place', kind: 'int', read: ({ order }) => order },
    { column: 'c.id', kind: 'uuid', read: ({ id }) => id },
  ],
}

/** What a reader may see of the tree, in its order. */
export function listKbCategories(
  db: OrganizationDb,
  { select }: Catalogue,
  reader: Reader,
  { parentId, deleted, ...page }: KbCategoryQuery,
): Promise<Page<Listed>> {
  const values = new Values()
  const filters = new Filters(values)
  filters.add(parentId, (p) => `c.parent_id = ${p}::uuid`)
  if (reader.kind === 'reader') filters.add(reader.reach, (p) => `c.reach <= ${p}`)
  const showsDeleted = deleted === 'true' && reader.kind === 'writer'
  filters.list.push(`c.deleted_at IS ${showsDeleted ? 'NOT NULL' : 'NULL'}`)
  return paginate(
    db,
    {
      order: BY_PLACE,
      select,
      from: `FROM kb_category c WHERE c.organization_id = $1 AND ${filters.list.join(' AND ')}`,
      values: values.list,
      options: { prepared: false },
      view: (category: Listed) => category,
    },
    page,
  )
}

/** One of them; undefined where there is none that this reader sees. */
export async function findKbCategory(
  { query }: OrganizationDb,
  { select }: Catalogue,
  reader: Reader,
  id: string,
): Promise<Listed | undefined> {
  const reach = reader.kind === 'reader' ? [reader.reach] : []
  const [found] = await query<Listed>(
    `SELECT ${select} FROM kb_category c WHERE c.organization_id = $1 AND c.id = $2 AND c.deleted_at IS NULL
     ${reader.kind === 'reader' ? 'AND c.reach <= $3' : ''}`,
    [id, ...reach],
  )
  return found
}
