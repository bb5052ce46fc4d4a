import type { TicketQuery } from '../../contracts/tickets.js'
import type { Values } from '../../database/values.js'
import type { Person } from '../../domain/people.js'
import { DUE_AT } from './order.js'

/** The conditions on `t` that a caller asks for; `q` is looked up in `hits`, which `matchWords` gives. */
export function buildFilters(query: TicketQuery, viewer: Person, values: Values): string[] {
  const filters: string[] = []
  const filter = (value: unknown, condition: (placeholder: string) => string) => {
    if (value !== undefined) filters.push(condition(values.add(value)))
  }
  const filterAny = (column: string, list: readonly string[] | undefined, type: string) => {
    if (list?.length === 1) filter(list[0], (p) => `${column} = ${p}::${type}`)
    else filter(list, (p) => `${column} = ANY(${p}::${type}[])`)
  }
  filterAny('t.status', query.status, 'text')
  filterAny('t.priority', query.priority, 'text')
  filterAny('t.department_id', query.departmentId, 'uuid')
  if (query.assigneeId === 'none') filters.push('t.assignee_id IS NULL')
  else filter(resolveMe(query.assigneeId, viewer), (p) => `t.assignee_id = ${p}::uuid`)
  filter(resolveMe(query.requesterId, viewer), (p) => `t.requester_id = ${p}::uuid`)
  filter(query.parentId, (p) => `t.parent_id = ${p}::uuid`)
  filter(query.tag, (p) => `t.tags @> ARRAY[${p}::text]`)
  filter(query.createdAfter, (p) => `t.created_at > ${p}::timestamptz`)
  filter(query.createdBefore, (p) => `t.created_at < ${p}::timestamptz`)
  filter(query.dueBefore, (p) => `${DUE_AT} < ${p}::timestamptz`)
  if (query.breached !== undefined)
    filters.push(query.breached === 'true' ? 't.breached' : 'NOT t.breached')
  if (query.q !== undefined) filters.push('t.id IN (SELECT id FROM hits)')
  return filters
}

function resolveMe(id: string | undefined, viewer: Person): string | undefined {
  return id === 'me' ? viewer.id : id
}
