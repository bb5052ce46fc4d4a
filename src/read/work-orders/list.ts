import type { ListedWorkOrderView, WorkOrderQuery } from '../../contracts/work-orders.js'
import { Filters } from '../../database/filters.js'
import { orderById, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { Values } from '../../database/values.js'
import { isSeen, LAST_JOB, LISTED, type Viewer } from './rows.js'

/** What a viewer may see of them, newest first. */
export function listWorkOrders(
  db: OrganizationDb,
  viewer: Viewer,
  query: WorkOrderQuery,
): Promise<Page<ListedWorkOrderView>> {
  const { status, priority, area, customerId, ticketId, technicianId, from, to, deleted, ...page } =
    query
  const values = new Values()
  const filters = new Filters(values)
  filters.addAny('w.status', status, 'text')
  filters.addAny('w.priority', priority, 'text')
  filters.add(area, (p) => `lower(w.location->>'area') = lower(${p})`)
  filters.add(customerId, (p) => `w.customer_id = ${p}::uuid`)
  filters.add(ticketId, (p) => `w.ticket_id = ${p}::uuid`)
  filters.add(technicianId, (p) => `last.technician_id = ${p}::uuid`)
  filters.add(from, (p) => `w."window"->>'to' > ${p}`)
  filters.add(to, (p) => `w."window"->>'from' < ${p}`)
  const showsDeleted = deleted === 'true' && viewer.kind === 'planner'
  filters.list.push(`w.deleted_at IS ${showsDeleted ? 'NOT NULL' : 'NULL'}`)
  if (viewer.kind !== 'planner') {
    filters.list.push(isSeen(values.add(viewer.userId), values.add(viewer.headOf)))
  }
  return paginate(
    db,
    {
      order: orderById('w.id', 'DESC'),
      select: LISTED,
      weight: 'octet_length(w.description) + octet_length(w.custom_fields::text)',
      from: `FROM work_order w ${LAST_JOB} WHERE w.organization_id = $1 AND ${filters.list.join(' AND ')}`,
      values: values.list,
      options: { prepared: false },
      view: presentListed,
    },
    page,
  )
}

function presentListed(row: ListedWorkOrderView): ListedWorkOrderView {
  const { id, number, status, title, description, customerId, ticketId, priority, skills } = row
  const { location, window, durationMinutes, acceptWithin, customFields, version } = row
  const { customer, ticket, technician, startsAt, endsAt, createdBy } = row
  const { createdAt, updatedAt, deletedAt } = row
  return {
    ...{ id, number, status, title, description, customerId, ticketId, priority, skills, location },
    ...{ window, durationMinutes, acceptWithin, customFields, version, customer, ticket },
    ...{ technician, startsAt, endsAt, createdBy, createdAt, updatedAt, deletedAt },
  }
}
