import { type Page, type PageArguments, paginate, type SortKey } from '../database/paginate.js'
import type { OrganizationDb } from '../database/pool.js'

/** What an organization is furnished with: a table, its alias, and the columns in the contract's members. */
interface Catalogue {
  table: 'department' | 'category' | 'sla_template'
  alias: string
  select: string
}

type NamedRow = { id: string; name_key: string }

/** As much of a name as is sorted by, so that cursors stay short. */
const NAME_KEY = /^[^\0]{0,80}$/u

/** What has not been deleted, by name. */
export function listCatalogue<T extends { id: string }>(
  db: OrganizationDb,
  { table, alias, select }: Catalogue,
  page: PageArguments,
): Promise<Page<T>> {
  const column = `left(lower(${alias}.name), 40)`
  const byName: SortKey<NamedRow> = { column, kind: NAME_KEY, read: ({ name_key }) => name_key }
  const byId: SortKey<NamedRow> = { column: `${alias}.id`, kind: 'uuid', read: ({ id }) => id }
  return paginate(
    db,
    {
      order: { name: table, direction: 'ASC', keys: [byName, byId] },
      select: `${select}, ${column} AS name_key`,
      from: `FROM ${table} ${alias} WHERE ${alias}.organization_id = $1 AND ${alias}.deleted_at IS NULL`,
      view: ({ name_key: _key, ...row }: NamedRow) => row as T, // the columns that were selected for it
    },
    page,
  )
}
