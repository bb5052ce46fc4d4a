import type { TicketQuery } from '../../contracts/ticket-query.js'
import type { ListedTicketView } from '../../contracts/tickets.js'
import { type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Person } from '../../domain/people.js'
import { BOUNDS, type Bounds } from '../bounded-list.js'
import { LONG_READ, limitLongReads } from '../limit-long-reads.js'
import { countTickets } from './count.js'
import { describeList, uniteParts } from './listing.js'
import { readUnordered } from './long-list.js'
import { isOrdered, isSteady } from './ordered.js'
import { matchWords, readWords, type Words } from './search.js'

/** The tickets that this person may view and that match, as one page. */
export async function listTickets(
  db: OrganizationDb,
  viewer: Person,
  query: TicketQuery,
  at: string,
  bounds: Bounds = BOUNDS,
): Promise<Page<ListedTicketView>> {
  const { q, count, ...asked } = query
  const limited = <T>(read: () => Promise<T>) =>
    limitLongReads({ organizationId: db.organizationId, personId: viewer.id }, read)
  if (q !== undefined) {
    const words = await readWords(db, q)
    return limited(() => search(db, viewer, { query, words }, at))
  }
  const { listing, parts } = await describeList(db, viewer, asked, at)
  const readPage = () => {
    if (!isOrdered(viewer, asked))
      return limited(() => readUnordered(db, listing, parts, asked, bounds))
    const prepared = isSteady(viewer, asked) ? 'if_room' : false
    const cut = parts.scopes.length > 1 ? { cut: uniteParts(parts) } : {}
    return paginate(db, { ...listing, ...cut, options: { prepared } }, asked)
  }
  const page = await readPage()
  if (count !== 'true') return page
  return { ...page, ...(await limited(() => countTickets(db, parts, bounds))) }
}

/** What has the words is found first, whatever else is asked for. */
async function search(
  db: OrganizationDb,
  viewer: Person,
  { query, words }: { query: TicketQuery; words: Words },
  at: string,
): Promise<Page<ListedTicketView>> {
  const { listing, parts } = await describeList(db, viewer, query, at)
  const hits = matchWords(words, { viewer, values: parts.values, within: parts.all })
  const found = 't.id IN (SELECT id FROM hits)'
  return paginate(
    db,
    {
      ...listing,
      with: hits,
      from: `${listing.from} AND ${found}`,
      ...(parts.scopes.length > 1
        ? { cut: uniteParts({ ...parts, filters: [...parts.filters, found] }) }
        : {}),
      values: parts.values.list,
      options: LONG_READ,
    },
    query,
  )
}
