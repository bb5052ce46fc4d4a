import type { ListedTicketView } from '../../contracts/tickets.js'
import type { Listing, Page, PageArguments } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { type Bounds, readBounded } from '../bounded-list.js'
import { type ListParts, uniteParts } from './listing.js'
import type { SortedRow } from './order.js'

/** A page that no index has in its order. */
export function readUnordered(
  db: OrganizationDb,
  listing: Listing<SortedRow, ListedTicketView>,
  parts: ListParts,
  page: PageArguments,
  bounds: Bounds,
): Promise<Page<ListedTicketView>> {
  const isByAge = listing.order.keys.length === 1
  const bounded = {
    ...listing,
    through: walkThrough(isByAge ? parts.ages : []),
    alias: 't',
    matching: parts.all,
    matched: selectMatching(parts),
  }
  return readBounded(db, bounded, page, bounds)
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
