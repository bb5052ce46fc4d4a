import type { TicketQuery, TicketView } from '../../contracts/tickets.js'
import {
  decodeCursor,
  encodeCursor,
  type Page,
  pageOf,
  withTotal,
} from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { TICKET_COLUMNS, type TicketRow, ticketFromRow } from '../../database/rows.js'
import { type VisibilityScope, visibilityScopes } from '../../domain/access/visibility.js'
import { hasRole, isModerator, type Person } from '../../domain/people.js'
import { presentTicket } from './present.js'

/** Collects values and gives their placeholders; `$1` is the organization. */
class Values {
  readonly list: unknown[] = []
  add(value: unknown): string {
    this.list.push(value)
    return `$${this.list.length + 1}`
  }
}

const NEVER = "'infinity'::timestamptz"
const SORT_KEYS = {
  createdAt: null, // ids are UUIDv7: their order is that of creation
  updatedAt: 't.updated_at',
  dueAt: `coalesce(t.due_at, ${NEVER})`,
} as const

interface Order {
  name: keyof typeof SORT_KEYS
  direction: 'ASC' | 'DESC'
  clause: string
}

function orderOf(sort: TicketQuery['sort']): Order {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const name = sort.replace('-', '') as keyof typeof SORT_KEYS // the contract's enum without its sign
  const key = SORT_KEYS[name]
  const clause = `${key === null ? '' : `${key} ${direction}, `}t.id ${direction}`
  return { name, direction, clause }
}

/** The tickets in this person's sight that match, as one page. */
export async function listTickets(
  db: OrganizationDb,
  viewer: Person,
  query: TicketQuery,
  at: string,
): Promise<Page<TicketView>> {
  const order = orderOf(query.sort)
  const values = new Values()
  const filters = filtersOf(query, viewer, values)
  const scopes = visibilityScopes(viewer).flatMap((scope) => sightConditions(scope, viewer, values))
  const hits = query.q === undefined ? '' : hitsOf(values.add(query.q), viewer, values)
  const counted = { text: hits + countOf(filters, scopes), values: [...values.list] }
  const place = placeAfter(query, order, values)
  const text = pageStatement([...filters, ...place], scopes, order, values.add(query.limit + 1))
  const key = SORT_KEYS[order.name] ?? 'NULL'
  const rows = await db.query<TicketRow & { sort_key: Date | number | null }>(
    `${hits}SELECT ${TICKET_COLUMNS}, ${key} AS sort_key FROM ticket t ${text}`,
    values.list,
  )
  const page = pageOf(
    rows,
    query.limit,
    (row) => presentTicket(ticketFromRow(row), viewer, at),
    (row) => encodeCursor(query.sort, cursorKeys(order, row)),
  )
  return withTotal(db, page, query.count, counted.text, counted.values)
}

function cursorKeys(
  order: Order,
  row: { sort_key: Date | number | null; state: { id: string } },
): string[] {
  if (order.name === 'createdAt') return [row.state.id]
  return [row.sort_key instanceof Date ? row.sort_key.toISOString() : 'infinity', row.state.id]
}

function placeAfter(query: TicketQuery, order: Order, values: Values): string[] {
  const key = SORT_KEYS[order.name]
  const keys = decodeCursor(query.cursor, query.sort, key === null ? 1 : 2)
  if (keys === undefined) return []
  const beyond = order.direction === 'DESC' ? '<' : '>'
  if (key === null) return [`t.id ${beyond} ${values.add(keys[0])}::uuid`]
  return [
    `(${key}, t.id) ${beyond} (${values.add(keys[0])}::timestamptz, ${values.add(keys[1])}::uuid)`,
  ]
}

/** Each way of seeing is read by its own index up to a page; their union is cut to the page. */
function pageStatement(filters: string[], scopes: string[], order: Order, limit: string): string {
  const tail = `ORDER BY ${order.clause} LIMIT ${limit}`
  if (scopes.length === 1) return `WHERE ${[...filters, scopes[0]].join(' AND ')} ${tail}`
  const branches = scopes.map(
    (scope) => `(SELECT t.id FROM ticket t WHERE ${[...filters, scope].join(' AND ')} ${tail})`,
  )
  return `WHERE t.organization_id = $1 AND t.id IN (${branches.join(' UNION ')}) ${tail}`
}

/** Found first and by the index of words: the planner would rather walk by age, and can't know how rare a word is. */
function hitsOf(words: string, viewer: Person, values: Values): string {
  const query = `(websearch_to_tsquery('perdure', ${words}) || plainto_tsquery('simple', ${words}))`
  return `WITH hits AS MATERIALIZED (
    SELECT h.id FROM ticket h WHERE h.organization_id = $1 AND h.search @@ ${query}
    UNION SELECT m.ticket_id FROM message m WHERE m.organization_id = $1 AND m.kind = 'message'
      AND to_tsvector('perdure'::regconfig, left(m.body, 100000)) @@ ${query}${readableBy(viewer, values)}) `
}

/** Only what one may read is found: of this life, from joining on, and internal words by those who work on it. */
function readableBy(viewer: Person, values: Values): string {
  if (isModerator(viewer)) return ''
  const internal = hasRole(viewer, 'agent', 'manager') ? "p.role <> 'requester'" : 'false'
  return ` AND EXISTS (SELECT 1 FROM participant p JOIN ticket r ON r.organization_id = $1 AND r.id = p.ticket_id
      WHERE p.organization_id = $1 AND p.ticket_id = m.ticket_id AND p.user_id = ${values.add(viewer.id)}
        AND r.version = m.version AND (p.role = 'requester' OR m.at >= p.history_from)
        AND (m.visibility = 'public' OR ${internal}))`
}

function countOf(filters: string[], scopes: string[]): string {
  const seen = `(${scopes.join(' OR ')})`
  return `SELECT count(*)::int AS n FROM ticket t WHERE ${[...filters, seen].join(' AND ')}`
}

function filtersOf(query: TicketQuery, viewer: Person, values: Values): string[] {
  const filters = ['t.organization_id = $1', 't.deleted_at IS NULL']
  filters.push(`(t.status <> 'draft' OR t.created_by_id = ${values.add(viewer.id)})`)
  const any = (column: string, list: readonly string[] | undefined, type: string) => {
    if (list === undefined) return
    if (list.length === 1) filters.push(`${column} = ${values.add(list[0])}::${type}`)
    else filters.push(`${column} = ANY(${values.add(list)}::${type}[])`)
  }
  any('t.status', query.status, 'text')
  any('t.priority', query.priority, 'text')
  any('t.department_id', query.departmentId, 'uuid')
  if (query.assigneeId === 'none') filters.push('t.assignee_id IS NULL')
  else if (query.assigneeId !== undefined)
    any('t.assignee_id', [mine(query.assigneeId, viewer)], 'uuid')
  if (query.requesterId !== undefined)
    any('t.requester_id', [mine(query.requesterId, viewer)], 'uuid')
  if (query.parentId !== undefined) any('t.parent_id', [query.parentId], 'uuid')
  if (query.tag !== undefined) filters.push(`t.tags @> ARRAY[${values.add(query.tag)}::text]`)
  if (query.createdAfter !== undefined)
    filters.push(`t.created_at > ${values.add(query.createdAfter)}::timestamptz`)
  if (query.createdBefore !== undefined)
    filters.push(`t.created_at < ${values.add(query.createdBefore)}::timestamptz`)
  if (query.dueBefore !== undefined) {
    filters.push(`coalesce(t.due_at, ${NEVER}) < ${values.add(query.dueBefore)}::timestamptz`)
  }
  if (query.breached !== undefined)
    filters.push(query.breached === 'true' ? 't.breached' : 'NOT t.breached')
  if (query.q !== undefined) {
    filters.push('t.id IN (SELECT id FROM hits)')
  }
  return filters
}

function mine(id: string, viewer: Person): string {
  return id === 'me' ? viewer.id : id
}

/** Equalities only, one condition a branch: each is an ordered walk of one index, cut at a page. */
function sightConditions(scope: VisibilityScope, viewer: Person, values: Values): string[] {
  switch (scope.kind) {
    case 'all':
      return ['true']
    case 'requester':
      return [`t.requester_id = ${values.add(viewer.id)}`]
    case 'participant':
      return [
        `t.id IN (SELECT p.ticket_id FROM participant p WHERE p.organization_id = $1 AND p.user_id = ${values.add(viewer.id)})`,
      ]
    case 'assignee':
      return [`t.assignee_id = ${values.add(viewer.id)}`]
    case 'team_member':
      return [
        `t.team_member_ids @> ARRAY[${values.add(viewer.id)}::uuid] AND t.team_member_ids <> '{}'`,
      ]
    case 'asked_to_approve':
      return [
        `t.id IN (SELECT a.ticket_id FROM approval a WHERE a.organization_id = $1 AND a.decider_ids @> ARRAY[${values.add(viewer.id)}::uuid])`,
      ]
    case 'department':
      return queueConditions('t.department_id', scope.departmentIds, scope.statuses, values)
    case 'group':
      return queueConditions('t.group_id', scope.groupIds, scope.statuses, values)
  }
}

function queueConditions(
  column: string,
  ids: readonly string[],
  statuses: readonly string[] | null,
  values: Values,
): string[] {
  return ids.flatMap((id) => {
    const within = `${column} = ${values.add(id)}::uuid`
    return statuses === null
      ? [within]
      : statuses.map((status) => `${within} AND t.status = ${values.add(status)}`)
  })
}
