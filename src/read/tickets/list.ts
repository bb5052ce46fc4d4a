import type { TicketQuery, TicketView } from '../../contracts/tickets.js'
import { type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { TICKET_COLUMNS, ticketFromRow } from '../../database/rows.js'
import { Values } from '../../database/values.js'
import { commonConditions, visibilityConditions } from '../../database/visibility.js'
import { visibilityScopes } from '../../domain/access/visibility.js'
import type { Person } from '../../domain/people.js'
import { buildFilters } from './filters.js'
import { parseSort, type SortedRow } from './order.js'
import { presentTicket } from './present.js'
import { matchWords } from './search.js'

/** The tickets that this person may view and that match, as one page. */
export function listTickets(
  db: OrganizationDb,
  viewer: Person,
  query: TicketQuery,
  at: string,
): Promise<Page<TicketView>> {
  const values = new Values()
  const filters = [
    't.organization_id = $1',
    ...commonConditions(viewer, values),
    ...buildFilters(query, viewer, values),
  ]
  const scopes = visibilityScopes(viewer).flatMap((scope) =>
    visibilityConditions(scope, viewer, values),
  )
  const words = query.q === undefined ? '' : matchWords(query.q, viewer, values)
  const { column, order } = parseSort(query.sort)
  return paginate(
    db,
    {
      order,
      with: words,
      select: `${TICKET_COLUMNS}, ${column} AS sort_key`,
      from: `FROM ticket t WHERE ${[...filters, `(${scopes.join(' OR ')})`].join(' AND ')}`,
      ...(scopes.length > 1 ? { cut: uniteScopes(filters, scopes) } : {}),
      values: values.list,
      prepared: false,
      view: (row: SortedRow) => presentTicket(ticketFromRow(row), viewer, at),
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
