import { isDeepStrictEqual } from 'node:util'
import type { WorkOrderBody, WorkOrderView } from '../../contracts/work-orders.js'
import type { Database } from '../../database/pool.js'
import { notEditable } from '../../domain/work-orders/refusals.js'
import { isAssignable } from '../../domain/work-orders/work-order.js'
import type { Author } from '../resources/change-facts.js'
import { refuseWith, requireCustomer } from '../resources/require.js'
import type { Named } from '../resources/resource.js'
import { changeWorkOrder } from './change-work-order.js'
import { requireTicket } from './require-ticket.js'

/** What somebody has been chosen by: it stays while they are on it. */
const CHOSEN_BY = ['skills', 'location', 'window', 'durationMinutes', 'acceptWithin'] as const
const DESCRIBES = [
  ...['title', 'description', 'customerId', 'ticketId', 'priority', 'customFields'],
] as const

const UPDATE = `UPDATE work_order SET title = $3, description = $4, customer_id = $5, ticket_id = $6, priority = $7, skills = $8,
    location = $9::jsonb, "window" = $10::jsonb, duration_minutes = $11, accept_within = $12, custom_fields = $13::jsonb
  WHERE organization_id = $1 AND id = $2`

/** Changes what is given and keeps the rest. Throws `not_editable`, `customer_not_found`, `ticket_not_found`. */
export function editWorkOrder(
  db: Database,
  author: Author,
  named: Named,
  given: Partial<WorkOrderBody>,
): Promise<WorkOrderView> {
  return changeWorkOrder(db, author, { ...named, verb: 'update' }, async (change, before) => {
    const next = { ...before, ...given }
    // in whichever order its members are: the database keeps its own
    const differs = (member: keyof WorkOrderBody) =>
      !isDeepStrictEqual(next[member], before[member])
    const isChosenAnew = CHOSEN_BY.some(differs)
    if (!isChosenAnew && !DESCRIBES.some(differs)) return undefined
    if (isChosenAnew && !isAssignable(before.status)) refuseWith(notEditable(before.status))
    if (differs('customerId')) await requireCustomer(change, next.customerId)
    if (differs('ticketId')) await requireTicket(change, next.ticketId)
    const { title, description, customerId, ticketId, priority, skills } = next
    const { location, window, durationMinutes, acceptWithin, customFields } = next
    await change.query(UPDATE, [
      ...[named.id, title, description, customerId, ticketId, priority, skills],
      ...[JSON.stringify(location), JSON.stringify(window), durationMinutes, acceptWithin],
      JSON.stringify(customFields),
    ])
    return { status: before.status }
  })
}
