import { decodeCursor, encodeCursor, type KeyKind } from './cursor.js'
import type { Database, OrganizationDb, QueryOptions } from './pool.js'
import { Values } from './values.js'

/** What every list may be asked for. */
export interface PageArguments {
  limit: number
  cursor?: string | undefined
  count?: string | undefined
}

export interface Page<T> {
  items: T[]
  nextCursor: string | null
  total?: number
  /** There may be more than `total`. */
  totalIsAtLeast?: true
}

/** One column that a list is ordered by. */
export interface SortKey<R> {
  column: string
  kind: KeyKind
  read: (row: R) => string | number | Date
}

export interface Order<R> {
  /** Its name stands in the cursors: one of another order is refused. */
  name: string
  direction: 'ASC' | 'DESC'
  /** Together they are unique, so that no item is given twice or left out. */
  keys: readonly SortKey<R>[]
}

export interface Listing<R extends object, T> {
  order: Order<R>
  /** The columns, which a count leaves out; given the values where some are the columns' own. */
  select: string | ((values: Values) => string)
  /** How many bytes of a row have no bound, as an expression: a page ends early before it has too many. */
  weight?: string
  /** FROM and WHERE; with `values` it is also what the total counts. */
  from: string
  values?: readonly unknown[]
  /** Common table expressions before the SELECT. */
  with?: string
  /** Another FROM and WHERE for the page alone, given the condition of the cursor and the ORDER BY with its LIMIT. */
  cut?: (after: string, tail: string) => string
  /** What the keys are called in the rows of `cut`, where not as in the tables. */
  sorted?: readonly string[]
  /** How its statements are run: not prepared where the text is put together from a caller's filters. */
  options?: QueryOptions
  /** What more is read of the page's rows, at once. */
  complete?: (rows: readonly R[]) => Promise<readonly R[]>
  view: (row: R) => T
}

/** Ids are UUIDv7, so that their order is that of creation. */
export function orderById(column: string, direction: 'ASC' | 'DESC'): Order<{ id: string }> {
  return { name: 'id', direction, keys: [{ column, kind: 'uuid', read: ({ id }) => id }] }
}

/** Newest first by the instant at which it was, of a table that has `at` and `id`. */
export function orderByInstant(table: string): Order<{ at: Date; id: string }> {
  return {
    name: 'at',
    direction: 'DESC',
    keys: [
      { column: `${table}.at`, kind: 'instant', read: ({ at }) => at },
      { column: `${table}.id`, kind: 'uuid', read: ({ id }) => id },
    ],
  }
}

/** One page of a list. Throws `validation_failed` for a cursor that this list has not given. */
export async function paginate<R extends object, T>(
  db: OrganizationDb | Database,
  listing: Listing<R, T>,
  { limit, cursor, count }: PageArguments,
): Promise<Page<T>> {
  const { order, from, values = [], with: before = '', options = {} } = listing
  const { view, complete = async (rows: readonly R[]) => rows } = listing
  const all = new Values(values, 'organizationId' in db ? 2 : 1)
  const text = `${before}${buildPage(listing, { limit, cursor }, all)}`
  const rows = await db.query<R & { found?: number }>(text, all.list, options)
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  const found = rows[0]?.found ?? rows.length
  const page: Page<T> = {
    items: (await complete(kept)).map(view),
    nextCursor: found > kept.length && last !== undefined ? cursorAt(order, last) : null,
  }
  if (count !== 'true') return page
  const counted = `${before}SELECT count(*)::int AS n ${from}`
  const [row] = await db.query<{ n: number }>(counted, values, forCount(options))
  return { ...page, total: row?.n ?? 0 }
}

/** A count reads all that matches: what it costs to plan is little beside that, and the plan is for these values. */
function forCount(options: QueryOptions): QueryOptions {
  return options.prepared === 'if_room' ? { ...options, prepared: false } : options
}

function buildPage<R extends object, T>(
  { order, select, from, cut, sorted, weight, options }: Listing<R, T>,
  { limit, cursor }: PageArguments,
  values: Values,
): string {
  const shown = typeof select === 'string' ? select : select(values)
  const after = cursor === undefined ? '' : ` AND ${afterCursor(order, cursor, values)}`
  const names = sorted ?? order.keys.map(({ column }) => column)
  // One row more than the page tells whether there is a next one. What is planned for any values must know how few they are.
  const most = options?.prepared === 'if_room' ? limit + 1 : values.add(limit + 1)
  const tail = `ORDER BY ${sortBy(names, order.direction)} LIMIT ${most}`
  const source = cut?.(after, tail) ?? `${from}${after}`
  if (weight === undefined) return `SELECT ${shown} ${source} ${tail}`
  const keys = names.map((name, index) => `${name} AS key_${index}`).join(', ')
  return weigh(`SELECT ${shown}, ${keys}, ${weight} AS weight ${source} ${tail}`, order)
}

export function sortBy(columns: readonly string[], direction: 'ASC' | 'DESC'): string {
  return columns.map((column) => `${column} ${direction}`).join(', ')
}

/** What the unbounded parts of a page may weigh together, in bytes; the first row comes whatever its weight. */
const MAX_WEIGHT = 2_000_000

/** The rows of a page as far as they may weigh, each with how many there were. */
function weigh<R>(page: string, { keys, direction }: Order<R>): string {
  const sorted = keys.map((_key, index) => `page.key_${index} ${direction}`).join(', ')
  return `SELECT * FROM (SELECT page.*, (count(*) OVER ())::int AS found, row_number() OVER (ORDER BY ${sorted}) AS place_in_page,
      sum(page.weight) OVER (ORDER BY ${sorted} ROWS UNBOUNDED PRECEDING) - page.weight AS carried
    FROM (${page}) page) weighed WHERE weighed.carried < ${MAX_WEIGHT} ORDER BY weighed.place_in_page`
}

const SQL_TYPES = { uuid: 'uuid', int: 'bigint', instant: 'timestamptz' } as const

export function afterCursor<R>(
  { name, direction, keys }: Order<R>,
  cursor: string,
  values: Values,
) {
  const given = decodeCursor(
    cursor,
    name,
    keys.map(({ kind }) => kind),
  )
  const places = keys.map(({ kind }, index) => {
    return `${values.add(given[index])}::${kind instanceof RegExp ? 'text' : SQL_TYPES[kind]}`
  })
  const columns = keys.map(({ column }) => column).join(', ')
  return `(${columns}) ${direction === 'DESC' ? '<' : '>'} (${places.join(', ')})`
}

function cursorAt<R>({ name, keys }: Order<R>, row: R): string {
  return encodeKeys(
    name,
    keys.map(({ read }) => read(row)),
  )
}

export function encodeKeys(name: string, keys: readonly (string | number | Date)[]): string {
  return encodeCursor(name, keys.map(toText))
}

/** The driver gives a number for the instant `infinity`. */
function toText(key: string | number | Date): string {
  if (key instanceof Date) return key.toISOString()
  return String(key).replace('Infinity', 'infinity')
}
