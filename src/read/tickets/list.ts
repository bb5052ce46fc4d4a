import type { TicketQuery } from '../../contracts/ticket-query.js'
import type { ListedTicketView } from '../../contracts/tickets.js'
import { type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb, QueryOptions } from '../../database/pool.js'
import { LISTED_WEIGHT, selectListedTickets } from '../../database/rows.js'
import { Values } from '../../database/values.js'
import { commonConditions, visibilityConditions } from '../../database/visibility.js'
import { visibilityScopes } from '../../domain/access/visibility.js'
import type { Person } from '../../domain/people.js'
import { buildFilters } from './filters.js'
import { limitSearches } from './limit-searches.js'
import { parseSort, type SortedRow } from './order.js'
import { LISTED_LENGTH, presentListedTicket } from './present-listed.js'
import { matchWords, refuseEmptySearch, SEARCH_MS } from './search.js'

/** The tickets that this person may view and that match, as one page. */
export async function listTickets(
  db: OrganizationDb,
  viewer: Person,
  query: TicketQuery,
  at: string,
): Promise<Page<ListedTicketView>> {
  if (query.q === undefined)
    return readPage(db, viewer, query, at, {
      prepared: isSteady(viewer, query) ? 'if_room' : false,
    })
  await refuseEmptySearch(db, query.q)
  const options = { prepared: false, timeoutMs: SEARCH_MS }
  const searcher = { organizationId: db.organizationId, personId: viewer.id }
  return limitSearches(searcher, () => readPage(db, viewer, query, at, options))
}

const BY_AGE = new Set(['createdAt', '-createdAt'])
const EQUALITIES = [
  'status',
  'departmentId',
  'categoryId',
  'groupId',
  'assigneeId',
  'requesterId',
] as const

/**
 * Whether one plan serves every value: an index has the page in its order, whoever or whatever it is asked for. A rare
 * value in another order has no such index, nor has what somebody sees who does not see all: measured, a plan for any
 * values reads all tickets then.
 */
function isSteady(
  viewer: Person,
  { limit: _limit, cursor: _cursor, count: _count, sort, ...filters }: TicketQuery,
): boolean {
  if (visibilityScopes(viewer).some(({ kind }) => kind !== 'all')) return false
  const asked = Object.entries(filters).filter(([, value]) => value !== undefined)
  if (asked.length === 0) return true
  const [[name, value] = ['', undefined]] = asked
  const isEquality = EQUALITIES.some((equality) => equality === name)
  return (
    asked.length === 1 &&
    isEquality &&
    BY_AGE.has(sort) &&
    (!Array.isArray(value) || value.length === 1)
  )
}

function readPage(
  db: OrganizationDb,
  viewer: Person,
  query: TicketQuery,
  at: string,
  options: QueryOptions,
): Promise<Page<ListedTicketView>> {
  const values = new Values()
  const filters = [
    't.organization_id = $1',
    ...commonConditions(viewer, values),
    ...buildFilters(query, viewer, values),
  ]
  const scopes = visibilityScopes(viewer).flatMap((scope) =>
    visibilityConditions(scope, viewer, values),
  )
  const all = [...filters, `(${scopes.join(' OR ')})`].join(' AND ')
  const words = query.q === undefined ? '' : matchWords(query.q, { viewer, values, within: all })
  const found = words === '' ? [] : ['t.id IN (SELECT id FROM hits)']
  const { column, order } = parseSort(query.sort)
  return paginate(
    db,
    {
      order,
      with: words,
      select: `${selectListedTickets(LISTED_LENGTH)}, ${column} AS sort_key`,
      weight: LISTED_WEIGHT,
      from: `FROM ticket t WHERE ${[all, ...found].join(' AND ')}`,
      ...(scopes.length > 1 ? { cut: uniteScopes([...filters, ...found], scopes) } : {}),
      values: values.list,
      options,
      view: (row: SortedRow) => presentListedTicket(row, viewer, at),
    },
    query,
  )
}

/** Each scope is read by its own index up to a page; their union is cut to the page. */
function uniteScopes(filters: readonly string[], scopes: readonly string[]) {
  return (after: string, tail: string): string => {
    const branches = scopes.map((scope) => {
      const conditions = [...filters, scope].join(' AND ')
      return `(SELECT t.id FROM ticket t WHERE ${conditions}${after} ${tail})`
    })
    return `FROM ticket t WHERE t.organization_id = $1 AND t.id IN (${branches.join(' UNION ')})`
  }
}
