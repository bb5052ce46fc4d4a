import type { OrganizationDb } from '../../database/pool.js'
import {
  iso,
  TICKET_COLUMNS,
  type TicketRecord,
  type TicketRow,
  ticketFromRow,
} from '../../database/rows.js'
import type { Past, PastEvent } from '../../domain/automation/moments.js'
import type { TicketContent } from '../../domain/automation/ticket-fields.js'
import type { Actor } from '../../domain/people.js'
import { showMembers } from '../../domain/ticket/shown.js'
import type { Status } from '../../domain/ticket/status.js'

/** An event with what follows from it, and who did it. */
export interface KnownEvent extends PastEvent {
  type: string
  from: Status | null
  to: Status
  actor: Actor
  causedBy: number | null
  /** What an undo has taken back. */
  undoes: number | null
  undoUntil: string | null
}

export interface KnownPast extends Past<KnownEvent> {
  members: ReturnType<typeof showMembers>
  record: TicketRecord
}

/** From when on a ticket's past is needed: an event of it, or an instant. */
export interface Since {
  ticketId: string
  seq: number | null
  at: string
}

type Row = TicketRow & { id: string; requester: TicketContent['requester'] }
type EventRow = Omit<KnownEvent, 'at'> & { ticketId: string; at: Date }

const TICKETS = `SELECT t.id, ${TICKET_COLUMNS},
    jsonb_build_object('roles', u.roles, 'departmentId', u.department_id) AS requester
  FROM ticket t JOIN app_user u ON u.organization_id = $1 AND u.id = t.requester_id
  WHERE t.organization_id = $1 AND t.id = ANY($2::uuid[])`

/** From the last one before that has a revision: it says when the ticket was updated. */
const EVENTS = `WITH since AS (
    SELECT w.ticket_id, min(coalesce((SELECT max(b.seq) FROM ticket_event b WHERE b.organization_id = $1
      AND b.ticket_id = w.ticket_id AND NOT b.internal
      AND (b.seq <= w.seq OR (w.seq IS NULL AND b.at <= w.at))), 0)) AS seq
    FROM jsonb_to_recordset($2::jsonb) AS s ("ticketId" uuid, seq int, at timestamptz)
    CROSS JOIN LATERAL (SELECT s."ticketId" AS ticket_id, s.seq, s.at) w GROUP BY w.ticket_id)
  SELECT e.ticket_id AS "ticketId", e.seq, e.at, e.internal, e.data->'fields' AS fields, e.type, e.from_status AS "from",
    e.to_status AS "to", e.actor, (e.data->>'causedBy')::int AS "causedBy", (e.data->'undoes'->>'seq')::int AS undoes,
    e.data->>'undoUntil' AS "undoUntil"
  FROM since JOIN ticket_event e ON e.organization_id = $1 AND e.ticket_id = since.ticket_id AND e.seq >= since.seq
  ORDER BY e.seq DESC`

/** The tickets that are there, with their events since then. */
export async function readPasts(
  { query }: Pick<OrganizationDb, 'query'>,
  since: readonly Since[],
): Promise<Map<string, KnownPast>> {
  const ids = [...new Set(since.map(({ ticketId }) => ticketId))]
  const rows = await query<Row>(TICKETS, [ids])
  const events = await query<EventRow>(EVENTS, [JSON.stringify(since)])
  return new Map(
    rows.map((row) => {
      const own = events.filter(({ ticketId }) => ticketId === row.id)
      return [row.id, describePast(row, own)]
    }),
  )
}

function describePast({ requester, ...row }: Row, events: readonly EventRow[]): KnownPast {
  const record = ticketFromRow(row)
  const { state, title, description, channel, customFields, names } = record
  const customerId = names.customer?.id ?? null
  return {
    record,
    members: showMembers(state),
    content: { type: state.type, title, description, channel, customFields, customerId, requester },
    events: events
      .filter(({ seq }) => seq <= state.seq) // what came in between the two statements is not in the row yet
      .map(({ ticketId: _id, at, ...event }) => ({ ...event, at: iso(at) })),
  }
}
