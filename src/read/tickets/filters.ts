import type { TicketQuery } from '../../contracts/ticket-query.js'
import { Filters } from '../../database/filters.js'
import type { Values } from '../../database/values.js'
import type { Person } from '../../domain/people.js'
import { PRIORITIES } from '../../domain/ticket/status.js'
import { DUE_AT, PRIORITY_RANK } from './order.js'

/** The conditions on `t` that a caller asks for, but for its words. */
export function buildFilters(query: TicketQuery, viewer: Person, values: Values): string[] {
  const filters = new Filters(values)
  const ranks = query.priority?.map((priority) => PRIORITIES.indexOf(priority) + 1)
  filters.addAny('t.status', query.status, 'text')
  filters.addAny(PRIORITY_RANK, ranks, 'int')
  filters.addAny('t.department_id', query.departmentId, 'uuid')
  filters.addAny('t.category_id', query.categoryId, 'uuid')
  filters.addAny('t.group_id', query.groupId, 'uuid')
  if (query.type !== undefined) filters.list.push(`t.type = '${query.type}'`) // a literal: sub-tickets have their own index
  if (query.assigneeId === 'none') filters.list.push('t.assignee_id IS NULL')
  else filters.add(resolveMe(query.assigneeId, viewer), (p) => `t.assignee_id = ${p}::uuid`)
  filters.add(resolveMe(query.requesterId, viewer), (p) => `t.requester_id = ${p}::uuid`)
  filters.add(query.parentId, (p) => `t.parent_id = ${p}::uuid`)
  filters.add(query.tag, (p) => `t.tags @> ARRAY[${p}::text]`)
  filters.add(query.createdAfter, (p) => `t.created_at > ${p}::timestamptz`)
  filters.add(query.createdBefore, (p) => `t.created_at < ${p}::timestamptz`)
  filters.add(query.updatedAfter, (p) => `t.updated_at > ${p}::timestamptz`)
  filters.add(query.dueBefore, (p) => `${DUE_AT} < ${p}::timestamptz`)
  if (query.breached !== undefined)
    filters.list.push(query.breached === 'true' ? 't.breached' : 'NOT t.breached')
  return filters.list
}

function resolveMe(id: string | undefined, viewer: Person): string | undefined {
  return id === 'me' ? viewer.id : id
}
