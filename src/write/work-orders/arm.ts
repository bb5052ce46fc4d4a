import { selectInstant } from '../../database/rows.js'
import { findNext, type Standing } from '../../domain/work-orders/due.js'
import type { Change } from '../resources/change-facts.js'

type Writer = Pick<Change, 'query'>

/** Ids and unions only. */
export interface ShownWorkOrder {
  priority: string
  /** Whoever is on it, or asked to be. */
  assigneeId: string | null
  ticketNumber: string | null
}

export interface FoundStanding extends Standing {
  number: string
  isDeleted: boolean
  jobId: string | null
  ticketId: string | null
  shown: ShownWorkOrder
}

const STANDING = `SELECT w.number, w.status, w."window", w.deleted_at IS NOT NULL AS "isDeleted", last.id AS "jobId",
    w.ticket_id AS "ticketId", w.ticket_id IS NOT NULL AS "isOfTicket", ${selectInstant('w.late_for')} AS "lateFor",
    coalesce(last.steps->-1->>'at', ${selectInstant('w.created_at')}) AS "openSince",
    jsonb_build_object('priority', w.priority,
      'assigneeId', (SELECT t.user_id FROM technician t WHERE t.organization_id = $1 AND t.id = last.technician_id AND w.status <> 'open'),
      'ticketNumber', (SELECT k.number FROM ticket k WHERE k.organization_id = $1 AND k.id = w.ticket_id)) AS shown,
    CASE WHEN last.id IS NOT NULL THEN jsonb_build_object('status', last.status, 'startsAt', ${selectInstant('last.starts_at')},
      'offeredAt', ${selectInstant('last.created_at')}, 'acceptBy', ${selectInstant('last.accept_by')},
      'remindedFor', ${selectInstant('last.reminded_for')}, 'isTicketTold', last.ticket_told) END AS job
  FROM work_order w LEFT JOIN LATERAL (SELECT j.* FROM job j
    WHERE j.organization_id = $1 AND j.work_order_id = w.id ORDER BY j.id DESC LIMIT 1) last ON true
  WHERE w.organization_id = $1 AND w.id = $2`

/** How a work order stands; undefined where there is none. */
export async function readStanding(
  { query }: Writer,
  id: string,
): Promise<FoundStanding | undefined> {
  const [row] = await query<FoundStanding>(STANDING, [id])
  return row
}

const ARM = 'UPDATE work_order SET next_due_at = $3 WHERE organization_id = $1 AND id = $2'

/** Writes when something of it happens next by itself; whoever looks for what Temporal lost looks at that. */
export async function armWorkOrder(writer: Writer, id: string): Promise<void> {
  const standing = await readStanding(writer, id)
  if (standing === undefined) return
  const next = standing.isDeleted ? undefined : findNext(standing)
  await writer.query(ARM, [id, next?.at ?? null])
}

/** Many wakes of one are one. */
const WAKE = `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  VALUES (uuidv7(), $1, 'work_order', $2, jsonb_build_object('number', $3::text), clock_timestamp(), clock_timestamp())`

/** Has its run look how it stands. */
export async function wakeWorkOrder({ query }: Writer, id: string, number: string): Promise<void> {
  await query(WAKE, [id, number])
}
