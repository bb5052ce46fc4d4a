import type { TicketQuery } from '../../contracts/ticket-query.js'
import { visibilityScopes } from '../../domain/access/visibility.js'
import type { Person } from '../../domain/people.js'

const BY_AGE = new Set<TicketQuery['sort']>(['createdAt', '-createdAt'])

/** Each has an index of its own that ends in the ids, which are in the order of age. */
const ORDERED = [
  ...['status', 'departmentId', 'categoryId', 'groupId', 'assigneeId', 'requesterId', 'priority'],
  ...['departmentId status', 'groupId status'],
]

/** Instants within which an index has the tickets in the order of just these instants. */
const WITHIN: Record<string, readonly TicketQuery['sort'][]> = {
  dueBefore: ['dueAt'],
  updatedAfter: ['updatedAt', '-updatedAt'],
}

/** What is asked for but the page and instants of creation, by name; those of many values, or of none, have a `*`. */
function nameFilters(query: TicketQuery): string {
  const {
    limit: _l,
    cursor: _c,
    count: _n,
    sort: _s,
    createdAfter: _a,
    createdBefore: _b,
    ...rest
  } = query
  return Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (isOne(value) ? name : `${name}*`))
    .sort()
    .join(' ')
}

function isOne(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 1 : value !== 'none'
}

function seesAll(viewer: Person): boolean {
  return visibilityScopes(viewer).every(({ kind }) => kind === 'all')
}

const isWithinAges = ({ createdAfter, createdBefore }: TicketQuery) =>
  createdAfter !== undefined || createdBefore !== undefined

/**
 * Whether an index has the page in its order, whoever it is for, so that no more is read than is shown. Of what somebody
 * sees who does not see all, each part has its own.
 */
export function isOrdered(viewer: Person, query: TicketQuery): boolean {
  const filters = nameFilters(query)
  const isByAge = BY_AGE.has(query.sort)
  if (!seesAll(viewer)) return filters === '' && isByAge
  if (filters === '') return isByAge || !isWithinAges(query)
  if (isByAge) return ORDERED.includes(filters)
  return !isWithinAges(query) && (WITHIN[filters]?.includes(query.sort) ?? false)
}

/**
 * Whether of such a page one plan serves every value. A rare value in another order has no such index, nor has what
 * somebody sees who does not see all: measured, a plan for any values reads all tickets then.
 */
export function isSteady(viewer: Person, query: TicketQuery): boolean {
  if (!seesAll(viewer) || isWithinAges(query) || !isOrdered(viewer, query)) return false
  const filters = nameFilters(query)
  return (
    filters === '' || (BY_AGE.has(query.sort) && !filters.includes(' ') && filters !== 'priority')
  )
}
