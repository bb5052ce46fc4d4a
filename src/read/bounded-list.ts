import { type Page, type PageArguments, paginate, sortBy } from '../database/paginate.js'
import type { OrganizationDb } from '../database/pool.js'
import { type Stride, type WalkedListing, walkPage } from '../database/walk.js'
import { LONG_READ } from './limit-long-reads.js'

/** How much one page may read; costs are in PostgreSQL's own unit, in which a row read somewhere is about four. */
export interface Bounds {
  /** All that matches is read, and sorted, where that costs no more. */
  cheap: number
  /** The same, where the first stride through the order has brought less than a page. */
  dear: number
  stride: Stride
  /** Where counting all that matches would be dearer, it is counted among so many of the newest. */
  counted: number
}

export const BOUNDS: Bounds = {
  cheap: 20_000,
  dear: 60_000,
  stride: { rows: 20_000, most: 5 },
  counted: 50_000,
}

export interface BoundedListing<R extends object, T> extends WalkedListing<R, T> {
  /** FROM and WHERE of the same rows as `through` and `matching`, each part of them by an index of its own. */
  matched: string
}

export interface Total {
  total: number
  /** There may be more: so many are among those that were looked through. */
  totalIsAtLeast?: true
}

/**
 * A page that no index has in its order. Where few match, they are read and sorted; else the page is soon found by walking
 * through the order, unless what matches lies far behind in it, which nobody can know before: so the walk ends, and the
 * page may be short.
 */
export async function readBounded<R extends object, T>(
  db: OrganizationDb,
  listing: BoundedListing<R, T>,
  { limit, cursor }: PageArguments,
  { cheap, dear, stride }: Bounds,
): Promise<Page<T>> {
  const { matched, alias, joins = '', values = [] } = listing
  const walked = { ...listing, options: LONG_READ }
  const rows = (after: string) => `SELECT ${alias}.* ${matched}${after}`
  const whole = {
    ...walked,
    // what is joined is read for the page alone
    cut: (after: string, tail: string) =>
      `FROM (SELECT * FROM (${rows(after)} OFFSET 0) ${alias} ${tail}) ${alias} ${joins} WHERE true`,
  }
  const cost = await estimateCost(db, rows(''), values)
  if (cost <= cheap) return paginate(db, whole, { limit, cursor })
  const first = await walkPage(db, walked, { limit, cursor }, { ...stride, most: 1 })
  if (first.items.length === limit || first.nextCursor === null) return first
  if (cost <= dear) return paginate(db, whole, { limit, cursor })
  const rest = { limit: limit - first.items.length, cursor: first.nextCursor }
  const further = await walkPage(db, walked, rest, { ...stride, most: stride.most - 1 })
  return { ...further, items: [...first.items, ...further.items] }
}

/** How many there are; where counting all would cost too much, it is counted among the newest alone. */
export async function countBounded<R extends object, T>(
  db: OrganizationDb,
  { matched, through, alias, matching, order, values = [] }: BoundedListing<R, T>,
  { dear, counted }: Bounds,
): Promise<Total> {
  const all = `SELECT count(*)::int AS n ${matched}`
  if ((await estimateCost(db, all, values)) <= dear) {
    const [row] = await db.query<{ n: number }>(all, values, LONG_READ)
    return { total: row?.n ?? 0 }
  }
  const columns = order.keys.map(({ column }) => column)
  const newest = `SELECT ${alias}.* ${through} ORDER BY ${sortBy(columns, order.direction)} LIMIT ${counted}`
  const [row] = await db.query<{ n: number; read: number }>(
    `SELECT count(*) FILTER (WHERE ${matching})::int AS n, count(*)::int AS read FROM (${newest}) ${alias}`,
    values,
    LONG_READ,
  )
  const isWhole = (row?.read ?? 0) < counted
  return { total: row?.n ?? 0, ...(isWhole ? {} : { totalIsAtLeast: true }) }
}

/** What PostgreSQL expects a statement to cost, in its own unit. */
export async function estimateCost(
  db: OrganizationDb,
  statement: string,
  values: readonly unknown[],
): Promise<number> {
  const [row] = await db.query<{ 'QUERY PLAN': { Plan: { 'Total Cost': number } }[] }>(
    `EXPLAIN (FORMAT JSON) ${statement}`,
    values,
    { prepared: false },
  )
  return row?.['QUERY PLAN'][0]?.Plan['Total Cost'] ?? Number.POSITIVE_INFINITY
}
