import { type Page, type PageArguments, paginate } from '../database/paginate.js'
import type { OrganizationDb } from '../database/pool.js'
import {
  BOUNDS,
  type BoundedListing,
  type Bounds,
  countBounded,
  readBounded,
} from './bounded-list.js'
import { limitLongReads } from './limit-long-reads.js'

export interface AskedListing<R extends object, T> extends Omit<BoundedListing<R, T>, 'from'> {
  /** FROM and WHERE of the same rows where an index has them in their order, so that no more is read than is shown. */
  ordered: string | undefined
}

/**
 * One page, and its total on request; whoever asks for whatever, a bounded part is read. What no index has in its order
 * takes turns with searches.
 */
export async function listWithinBounds<R extends object, T>(
  db: OrganizationDb,
  viewer: { id: string },
  { ordered, ...asked }: AskedListing<R, T>,
  { count, ...page }: PageArguments,
  bounds: Bounds = BOUNDS,
): Promise<Page<T>> {
  const listing = { ...asked, from: ordered ?? asked.matched }
  const limited = <A>(read: () => Promise<A>) =>
    limitLongReads({ organizationId: db.organizationId, personId: viewer.id }, read)
  const found =
    ordered === undefined
      ? await limited(() => readBounded(db, listing, page, bounds))
      : await paginate(db, listing, page)
  if (count !== 'true') return found
  return { ...found, ...(await limited(() => countBounded(db, listing, bounds))) }
}
