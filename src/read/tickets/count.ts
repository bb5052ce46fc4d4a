import type { OrganizationDb } from '../../database/pool.js'
import { type Bounds, estimateCost, type Total } from '../bounded-list.js'
import { LONG_READ } from '../limit-long-reads.js'
import type { ListParts } from './listing.js'
import { selectMatching, walkThrough } from './long-list.js'

/**
 * How many there are. Others' drafts are left out by their status alone, so that an index which has the status counts
 * without reading tickets; where counting all would cost too much, it is counted among the newest alone.
 */
export async function countTickets(
  db: OrganizationDb,
  parts: ListParts,
  { dear, counted }: Bounds,
): Promise<Total> {
  const kinds = parts.kinds.map((kind) => {
    const matching = selectMatching({ filters: [...parts.asked, kind], scopes: parts.scopes })
    return `(SELECT count(*)::int ${matching})`
  })
  const all = `SELECT ${kinds.join(' + ')} AS n`
  if ((await estimateCost(db, all, parts.values.list)) <= dear) {
    const [row] = await db.query<{ n: number }>(all, parts.values.list, LONG_READ)
    return { total: row?.n ?? 0 }
  }
  const newest = `SELECT count(*) FILTER (WHERE ${parts.all})::int AS n, count(*)::int AS read FROM (
    SELECT * ${walkThrough(parts.ages)} ORDER BY t.id DESC LIMIT ${counted}) t`
  const [row] = await db.query<{ n: number; read: number }>(newest, parts.values.list, LONG_READ)
  const isWhole = (row?.read ?? 0) < counted
  return { total: row?.n ?? 0, ...(isWhole ? {} : { totalIsAtLeast: true }) }
}
