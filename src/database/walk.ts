import {
  afterCursor,
  encodeKeys,
  type Listing,
  type Page,
  type PageArguments,
  paginate,
  sortBy,
} from './paginate.js'
import type { OrganizationDb } from './pool.js'
import { Values } from './values.js'

/** A list whose rows are looked through in its order, because no index leads to those that match. */
export interface WalkedListing<R extends object, T> extends Listing<R, T> {
  /** FROM and WHERE of all that is looked through, which an index has in the order; `$1` is all that it uses. */
  through: string
  /** The table's alias there. */
  alias: string
  /** Further tables of what is shown, joined to that alias: one row of each for every row. */
  joins?: string
  /** The conditions, given rows of that alias. */
  matching: string
}

export interface Stride {
  /** So many rows are looked through by one statement. */
  rows: number
  /** So many statements make one page at the most. */
  most: number
}

/**
 * One page. Where all strides have brought less than a page it is short, perhaps empty, and its cursor leads on; with
 * no cursor the list has ended.
 */
export async function walkPage<R extends object, T>(
  db: OrganizationDb,
  listing: WalkedListing<R, T>,
  { limit, cursor }: PageArguments,
  stride: Stride,
): Promise<Page<T>> {
  const items: T[] = []
  let from = cursor
  for (let strides = 0; strides < stride.most && items.length < limit; strides += 1) {
    const page = await readStride(
      db,
      listing,
      { limit: limit - items.length, cursor: from },
      stride,
    )
    items.push(...page.items)
    const next = page.nextCursor ?? (await findEnd(db, listing, from, stride))
    if (next === null || page.nextCursor !== null) return { items, nextCursor: next }
    from = next
  }
  return { items, nextCursor: from ?? null }
}

function readStride<R extends object, T>(
  db: OrganizationDb,
  { through, alias, joins = '', matching, ...listing }: WalkedListing<R, T>,
  page: PageArguments,
  { rows }: Stride,
): Promise<Page<T>> {
  const { keys, direction } = listing.order
  const columns = keys.map(({ column }) => column)
  const walked = columns.map((column, index) => `${column} AS walked_${index}`).join(', ')
  return paginate(
    db,
    {
      ...listing,
      sorted: columns.map((_column, index) => `${alias}.walked_${index}`),
      cut: (after) => `FROM (SELECT ${alias}.*, ${walked} ${through}${after}
        ORDER BY ${sortBy(columns, direction)} LIMIT ${rows}) ${alias} ${joins} WHERE ${matching}`,
    },
    page,
  )
}

/** The cursor behind the last row of a stride; null where no whole stride is left. */
async function findEnd<R extends object, T>(
  db: OrganizationDb,
  { through, order, options }: WalkedListing<R, T>,
  cursor: string | undefined,
  { rows }: Stride,
): Promise<string | null> {
  const values = new Values([], 2)
  const after = cursor === undefined ? '' : ` AND ${afterCursor(order, cursor, values)}`
  const columns = order.keys.map(({ column }) => column)
  const keys = columns.map((column, index) => `${column} AS key_${index}`).join(', ')
  const [last] = await db.query<Record<string, string | number | Date>>(
    `SELECT ${keys} ${through}${after} ORDER BY ${sortBy(columns, order.direction)} OFFSET ${rows - 1} LIMIT 1`,
    values.list,
    options,
  )
  return last === undefined ? null : encodeKeys(order.name, Object.values(last))
}
