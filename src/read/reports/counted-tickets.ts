import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import type { CountedSurvey, CountedTicket, Dimensions } from '../../domain/reports/fact.js'
import type { CalendarRef, KnownCalendar } from '../../domain/sla/calendar.js'
import type { RecordedEvent } from '../../domain/sla/proof.js'
import { RESPONSES } from '../../domain/ticket/events.js'

interface TicketRow extends Dimensions {
  id: string
  isDeleted: boolean
}
type EventRow = RecordedEvent & { ticketId: string }
type SurveyRow = Omit<CountedSurvey, 'sentAt'> & { ticketId: string; sentAt: Date }

const TICKETS = `SELECT id, department_id AS "departmentId", category_id AS "categoryId", assignee_id AS "assigneeId", priority, channel,
    deleted_at IS NOT NULL AS "isDeleted"
  FROM ticket WHERE organization_id = $1 AND id = ANY($2::uuid[])`

/**
 * Of all that happens what is counted: of the responses, of which there is no end, the first of a version that was not undone,
 * and the first that was.
 */
const EVENTS = `WITH undone AS MATERIALIZED (
    SELECT ticket_id, (data->'undoes'->>'seq')::int AS seq FROM ticket_event
    WHERE organization_id = $1 AND ticket_id = ANY($2::uuid[]) AND type = 'undo'),
  told AS (
    SELECT e.*, responds AND row_number() OVER (
        PARTITION BY e.ticket_id, version, responds, u.seq IS NULL ORDER BY e.seq) = 1
      OR from_status IS DISTINCT FROM to_status OR type IN ('undo', 'warn_sla', 'breach_sla', 'request_approval') OR u.seq IS NOT NULL
      OR data ?| ARRAY['dueDates', 'resolutionDueAt', 'late']
      OR data->'fields' ?| ARRAY['deletedAt', 'departmentId', 'categoryId', 'assigneeId', 'priority'] AS counts
    FROM ticket_event e LEFT JOIN undone u ON u.ticket_id = e.ticket_id AND u.seq = e.seq
      CROSS JOIN LATERAL (SELECT coalesce((data->>'isResponse')::boolean, type = ANY($3)) AS responds) r
    WHERE e.organization_id = $1 AND e.ticket_id = ANY($2::uuid[]))
  SELECT ticket_id AS "ticketId", seq, version, from_status AS "from", to_status AS "to",
    data - '{notifications,named}'::text[] AS event
  FROM told WHERE counts ORDER BY ticket_id, seq`

const SURVEYS = `SELECT ticket_id AS "ticketId", seq, sent_at AS "sentAt", answered_at IS NOT NULL AS "isAnswered", score, nps
  FROM survey WHERE organization_id = $1 AND ticket_id = ANY($2::uuid[]) AND sent_at IS NOT NULL ORDER BY sent_at, id`

const CALENDARS = 'SELECT calendar_facts($1, $2::jsonb) AS known'

/** Those of the tickets that are there and whose record is kept. */
export async function readCountedTickets(
  { query }: Pick<OrganizationDb, 'query'>,
  ids: readonly string[],
): Promise<Map<string, CountedTicket>> {
  const rows = await query<TicketRow>(TICKETS, [ids])
  const events = await query<EventRow>(EVENTS, [ids, RESPONSES])
  const refs = events.flatMap(({ event }) => listCalendars(event))
  const [found] =
    refs.length === 0
      ? []
      : await query<{ known: KnownCalendar[] }>(CALENDARS, [JSON.stringify(refs)])
  const surveys = groupByTicket(await query<SurveyRow>(SURVEYS, [ids]))
  const records = groupByTicket(events)
  const counted = new Map<string, CountedTicket>()
  for (const { id, isDeleted, ...present } of rows) {
    const record = records.get(id)
    if (record !== undefined) {
      const sent = surveys.get(id) ?? []
      counted.set(id, {
        ...{ present, isDeleted, record, calendars: found?.known ?? [] },
        surveys: sent.map((survey) => ({ ...survey, sentAt: iso(survey.sentAt) })),
      })
    }
  }
  return counted
}

function listCalendars(event: RecordedEvent['event']): CalendarRef[] {
  const calendar = 'dueDates' in event ? event.dueDates?.calendar : undefined
  return calendar === undefined ? [] : [calendar]
}

function groupByTicket<T extends { ticketId: string }>(
  rows: readonly T[],
): Map<string, Omit<T, 'ticketId'>[]> {
  const groups = new Map<string, Omit<T, 'ticketId'>[]>()
  for (const { ticketId, ...event } of rows) {
    const group = groups.get(ticketId)
    if (group === undefined) groups.set(ticketId, [event])
    else group.push(event)
  }
  return groups
}
