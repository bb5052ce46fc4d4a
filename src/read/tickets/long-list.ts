import type { ListedTicketView } from '../../contracts/tickets.js'
import { type Listing, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { type Stride, walkPage } from '../../database/walk.js'
import { LONG_READ } from '../limit-long-reads.js'
import { type ListParts, uniteParts } from './listing.js'
import type { SortedRow } from './order.js'

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

/**
 * A page that no index has in its order. Where few match, they are read and sorted; else the page is soon found by walking
 * through the order, unless what matches lies far behind in it, which nobody can know before: so the walk ends, and the
 * page may be short.
 */
export async function readUnordered(
  db: OrganizationDb,
  listing: Listing<SortedRow, ListedTicketView>,
  parts: ListParts,
  { limit, cursor }: PageArguments,
  { cheap, dear, stride }: Bounds,
): Promise<Page<ListedTicketView>> {
  const long = { ...listing, options: LONG_READ }
  const readAll = (after: string) =>
    `FROM (SELECT * ${selectMatching(parts)}${after} OFFSET 0) t WHERE true`
  const cost = await estimateCost(db, `SELECT * ${selectMatching(parts)}`, parts)
  if (cost <= cheap) return paginate(db, { ...long, cut: readAll }, { limit, cursor })
  const walked = {
    ...long,
    through: listing.order.keys.length === 1 ? walkThrough(parts.ages) : walkThrough([]),
    alias: 't',
    matching: parts.all,
  }
  const first = await walkPage(db, walked, { limit, cursor }, { ...stride, most: 1 })
  if (first.items.length === limit || first.nextCursor === null) return first
  if (cost <= dear) return paginate(db, { ...long, cut: readAll }, { limit, cursor })
  const rest = { limit: limit - first.items.length, cursor: first.nextCursor }
  const further = await walkPage(db, walked, rest, { ...stride, most: stride.most - 1 })
  return { ...further, items: [...first.items, ...further.items] }
}

/** FROM and WHERE of all tickets, or of these ages. */
export function walkThrough(ages: readonly string[]): string {
  return `FROM ticket t WHERE ${['t.organization_id = $1', 't.deleted_at IS NULL', ...ages].join(' AND ')}`
}

/** FROM and WHERE of all that matches; each scope by its own index. */
export function selectMatching(parts: Pick<ListParts, 'filters' | 'scopes'>): string {
  if (parts.scopes.length > 1) return uniteParts(parts)('', '')
  return `FROM ticket t WHERE ${[...parts.filters, ...parts.scopes].join(' AND ')}`
}

/** What PostgreSQL expects a statement to cost, in its own unit. */
export async function estimateCost(
  db: OrganizationDb,
  statement: string,
  { values }: Pick<ListParts, 'values'>,
): Promise<number> {
  const [row] = await db.query<{ 'QUERY PLAN': { Plan: { 'Total Cost': number } }[] }>(
    `EXPLAIN (FORMAT JSON) ${statement}`,
    values.list,
    { prepared: false },
  )
  return row?.['QUERY PLAN'][0]?.Plan['Total Cost'] ?? Number.POSITIVE_INFINITY
}
