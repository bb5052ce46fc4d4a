import type { TicketQuery } from '../../contracts/ticket-query.js'
import type { ListedTicketView } from '../../contracts/tickets.js'
import type { Listing } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { LISTED_WEIGHT, selectListedTickets } from '../../database/rows.js'
import { Values } from '../../database/values.js'
import { anyCondition, visibilityConditions, visibleKinds } from '../../database/visibility.js'
import { visibilityScopes } from '../../domain/access/visibility.js'
import type { Person } from '../../domain/people.js'
import { addLoads } from './add-loads.js'
import { narrowToIds, readCreationDrift } from './creation-drift.js'
import { buildFilters } from './filters.js'
import { parseSort, type SortedRow } from './order.js'
import { LISTED_LENGTH, presentListedTicket } from './present-listed.js'

/** What a list's conditions on `t` are put together from. */
export interface ListParts {
  /** What narrows the ids to the instants of creation that are asked for; they use no value. */
  ages: readonly string[]
  /** All of them hold; `kinds` are left out. */
  asked: readonly string[]
  /** One of them holds. */
  kinds: readonly string[]
  /** All of them hold. */
  filters: readonly string[]
  /** One of them holds. */
  scopes: readonly string[]
  /** Both, as one condition. */
  all: string
  values: Values
}

interface DescribedList {
  listing: Listing<SortedRow, ListedTicketView>
  parts: ListParts
}

const NO_DRIFT = { least: 0, most: 0 }

/** The list that somebody asks for, but for its words; how it is read is for others to say. */
export async function describeList(
  db: OrganizationDb,
  viewer: Person,
  query: TicketQuery,
  at: string,
): Promise<DescribedList> {
  const isWithinAges = query.createdAfter !== undefined || query.createdBefore !== undefined
  const drift = isWithinAges ? await readCreationDrift(db) : NO_DRIFT
  const values = new Values()
  const ages = narrowToIds(query, drift)
  const kinds = visibleKinds(viewer, values)
  const asked = [
    't.organization_id = $1',
    't.deleted_at IS NULL',
    ...ages,
    ...buildFilters(query, viewer, values),
  ]
  const filters = [...asked, anyCondition(kinds)]
  const scopes = visibilityScopes(viewer).flatMap((scope) =>
    visibilityConditions(scope, viewer, values),
  )
  const all = [...filters, anyCondition(scopes)].join(' AND ')
  const { column, order } = parseSort(query.sort)
  const listing = {
    order,
    select: `${selectListedTickets(LISTED_LENGTH)}, ${column} AS sort_key`,
    weight: LISTED_WEIGHT,
    from: `FROM ticket t WHERE ${all}`,
    values: values.list,
    complete: (rows: readonly SortedRow[]) => addLoads(db, viewer, rows),
    view: (row: SortedRow) => presentListedTicket(row, viewer, at),
  }
  return { listing, parts: { ages, asked, kinds, filters, scopes, all, values } }
}

/** Each scope is read by its own index up to a page; their union is cut to the page. */
export function uniteParts({ filters, scopes }: Pick<ListParts, 'filters' | 'scopes'>) {
  return (after: string, tail: string): string => {
    const branches = scopes.map((scope) => {
      const conditions = [...filters, scope].join(' AND ')
      return `(SELECT t.id FROM ticket t WHERE ${conditions}${after} ${tail})`
    })
    return `FROM ticket t WHERE t.organization_id = $1 AND t.id IN (${branches.join(' UNION ')})`
  }
}
