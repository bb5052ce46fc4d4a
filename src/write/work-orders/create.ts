import type { WorkOrderBody, WorkOrderView } from '../../contracts/work-orders.js'
import type { Database } from '../../database/pool.js'
import { required } from '../../domain/assert.js'
import { type Author, changeAudited } from '../resources/change-facts.js'
import { requireCustomer } from '../resources/require.js'
import { describeForAudit, publish, readWorkOrder } from './change-work-order.js'
import { requireTicket } from './require-ticket.js'

const KNOWN = 'SELECT 1 FROM work_order WHERE organization_id = $1 AND id = $2'

/** Whoever numbers waits for whoever numbered before: no number is left out. */
const NUMBER = `INSERT INTO work_order_counter (organization_id, last) VALUES ($1, 1)
  ON CONFLICT (organization_id) DO UPDATE SET last = work_order_counter.last + 1 RETURNING last`

const INSERT = `INSERT INTO work_order (organization_id, id, number, title, description, customer_id, ticket_id, priority, skills,
    location, "window", duration_minutes, accept_within, custom_fields, created_by_id)
  VALUES ($1, $2, 'WO-' || $3::text, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb, $12, $13, $14::jsonb, $15)`

/** Repeating it under the same id gives what is there. Throws `customer_not_found`, `ticket_not_found`. */
export function createWorkOrder(
  db: Database,
  author: Author,
  id: string,
  given: WorkOrderBody,
): Promise<WorkOrderView> {
  const by = required(author.actor.kind === 'user' ? author.actor.id : null, 'who plans')
  return changeAudited(db, author, async (change) => {
    if ((await change.query(KNOWN, [id])).length > 0) return readWorkOrder(change, id)
    await requireCustomer(change, given.customerId)
    await requireTicket(change, given.ticketId)
    const [counted] = await change.query<{ last: number }>(NUMBER)
    const { title, description, customerId, ticketId, priority, skills } = given
    const { location, window, durationMinutes, acceptWithin, customFields } = given
    await change.query(INSERT, [
      ...[id, counted?.last, title, description, customerId, ticketId, priority, skills],
      ...[JSON.stringify(location), JSON.stringify(window), durationMinutes, acceptWithin],
      ...[JSON.stringify(customFields), by],
    ])
    const after = await readWorkOrder(change, id)
    await publish(change, id, 'work_order.created', { before: null, after })
    const shown = describeForAudit(after)
    await change.audit({
      ...{ action: 'work_order.create', entity: 'work_order', entityId: id, after: shown },
    })
    return after
  })
}
