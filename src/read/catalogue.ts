import { Filters } from '../database/filters.js'
import { type Page, type PageArguments, paginate, type SortKey } from '../database/paginate.js'
import type { OrganizationDb } from '../database/pool.js'
import { Values } from '../database/values.js'
import { refuseMissing } from '../domain/errors.js'

/** What an organization is furnished with: a table, its alias, and the columns in the contract's members. */
export interface Catalogue {
  table:
    | 'app_user'
    | 'automation_rule'
    | 'calendar'
    | 'category'
    | 'customer'
    | 'department'
    | 'escalation_matrix'
    | 'kb_category'
    | 'macro'
    | 'mailbox'
    | 'plan'
    | 'retention_policy'
    | 'saved_report'
    | 'sla_policy'
    | 'sla_template'
    | 'survey_template'
    | 'technician'
    | 'user_group'
    | 'webhook'
  alias: string
  select: string
  /** What its rows are called, as an expression; a column `name` when left out. */
  title?: string
}

export interface CatalogueQuery extends PageArguments {
  /** A part of the name. */
  q?: string | undefined
  /** Those that were deleted, instead of those that are there. */
  deleted?: 'true' | 'false' | undefined
  /** Those of which this holds, as SQL. */
  only?: ((values: Values) => string) | undefined
}

type NamedRow = { id: string; name_key: string }

/** As much of a name as is sorted by, so that cursors stay short. */
const NAME_KEY = /^[^\0]{0,80}$/u

/** What has not been deleted, by name. */
export function listCatalogue<T extends { id: string }>(
  db: OrganizationDb,
  { table, alias, select, title = `${alias}.name` }: Catalogue,
  { q, deleted, only, ...page }: CatalogueQuery,
): Promise<Page<T>> {
  const column = `left(lower(${title}), 40)`
  const byName: SortKey<NamedRow> = { column, kind: NAME_KEY, read: ({ name_key }) => name_key }
  const byId: SortKey<NamedRow> = { column: `${alias}.id`, kind: 'uuid', read: ({ id }) => id }
  const values = new Values()
  const filters = new Filters(values)
  filters.add(q, (p) => `position(lower(${p}) in lower(${title})) > 0`)
  if (only !== undefined) filters.list.push(only(values))
  const named = filters.list.map((condition) => ` AND ${condition}`).join('')
  return paginate(
    db,
    {
      order: { name: table, direction: 'ASC', keys: [byName, byId] },
      select: `${select}, ${column} AS name_key`,
      from: `FROM ${table} ${alias} WHERE ${alias}.organization_id = $1
        AND ${alias}.deleted_at IS ${deleted === 'true' ? 'NOT NULL' : 'NULL'}${named}`,
      values: values.list,
      view: ({ name_key: _key, ...row }: NamedRow) => row as T, // the columns that were selected for it
    },
    page,
  )
}

/** One of them that has not been deleted; throws `not_found`, in the words of its kind. */
export async function readCatalogued<T>(
  db: Pick<OrganizationDb, 'query'>,
  { table, alias, select }: Catalogue,
  id: string,
  noun: string,
): Promise<T> {
  const [row] = await db.query<object>(
    `SELECT ${select} FROM ${table} ${alias} WHERE ${alias}.organization_id = $1 AND ${alias}.id = $2
     AND ${alias}.deleted_at IS NULL`,
    [id],
  )
  return row === undefined ? refuseMissing(noun) : (row as T) // the columns that were selected for it
}
