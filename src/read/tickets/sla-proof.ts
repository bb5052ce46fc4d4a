import { isDeepStrictEqual } from 'node:util'
import { decodeCursor, encodeCursor } from '../../database/cursor.js'
import type { PageArguments } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { refuse } from '../../domain/errors.js'
import type { CalendarRef, KnownCalendar } from '../../domain/sla/calendar.js'
import { proveSla, type RecordedEvent, readSlaValues } from '../../domain/sla/proof.js'
import type { SlaStep } from '../../domain/sla/tally.js'
import { RESPONSES } from '../../domain/ticket/events.js'
import type { TicketState } from '../../domain/ticket/state.js'

interface Policy {
  id: string
  name: string
  dueDelta: string | null
  firstResponseDelta: string | null
  version?: number
}

/**
 * Of all that happens only what moves a clock: of the responses, of which there is no end, the first of a version that was not
 * undone, the first that was, and those after a word of the requester.
 */
const EVENTS = `SELECT seq, version, "from", "to", event FROM (
    SELECT seq, version, from_status AS "from", to_status AS "to", data - '{notifications,named}'::text[] AS event,
      responds AND (row_number() OVER (PARTITION BY version, responds, is_undone ORDER BY seq) = 1
        OR lag(asks) OVER (PARTITION BY version, asks OR responds ORDER BY seq)) OR asks
      OR from_status IS DISTINCT FROM to_status OR type IN ('undo', 'warn_sla', 'breach_sla')
      OR data ?| ARRAY['dueDates', 'resolutionDueAt', 'late'] OR data->'fields' ? 'deletedAt' AS moves
    FROM (SELECT *, type = 'requester_message' OR data->'dueDates' ? 'waitingSince' IS TRUE AS asks,
        coalesce((data->>'isResponse')::boolean, type = ANY($3)) AS responds,
        seq IN (SELECT (u.data->'undoes'->>'seq')::int FROM ticket_event u
          WHERE u.organization_id = $1 AND u.ticket_id = $2 AND u.type = 'undo') AS is_undone
      FROM ticket_event WHERE organization_id = $1 AND ticket_id = $2) r) e
  WHERE moves ORDER BY seq`
const TEMPLATE = `SELECT id, name, due_delta AS "dueDelta", first_response_delta AS "firstResponseDelta"
  FROM sla_template WHERE organization_id = $1 AND id = $2`

const POLICY = `SELECT entity_id AS id, definition->>'name' AS name, version, target->>'resolution' AS "dueDelta",
    target->>'firstResponse' AS "firstResponseDelta"
  FROM resource_version LEFT JOIN LATERAL jsonb_path_query(definition, '$.targets[*]') AS target
    ON target->>'priority' = $4
  WHERE organization_id = $1 AND entity = 'sla_policy' AND entity_id = $2 AND version = $3`

/** All versions that its events name. */
const CALENDARS = `SELECT calendar_facts($1, (
    SELECT coalesce(jsonb_agg(data->'dueDates'->'calendar'), '[]') FROM ticket_event
    WHERE organization_id = $1 AND ticket_id = $2 AND data->'dueDates' ? 'calendar')) AS known`
const NAME = `SELECT name FROM calendar WHERE organization_id = $1 AND id = $2`

/** The steps of the clocks, a page of them, with what follows from all beside what is stored. */
export async function readSlaProof(db: OrganizationDb, state: TicketState, page: PageArguments) {
  const { id, sla } = state
  const record = await db.query<RecordedEvent>(EVENTS, [id, RESPONSES])
  if (record.length === 0) {
    refuse('gone', 'What happened to this ticket is kept no more: there is nothing to add up.')
  }
  const policy = await findPolicy(db, state)
  const [{ known } = { known: [] }] = await db.query<{ known: KnownCalendar[] }>(CALENDARS, [id])
  const { steps, computed } = proveSla(record, known)
  const stored = readSlaValues(sla)
  const equal = isDeepStrictEqual(computed, stored)
  const calendar = await nameCalendar(db, sla.calendar)
  const by = { policy, calendar }
  return { ...by, ...cutSteps(steps, page), computed, stored, equal }
}

/** The version that gave the dates, or the template. */
async function findPolicy(
  db: OrganizationDb,
  { sla: { policyId, policyVersion: version }, priority }: TicketState,
): Promise<Policy | null> {
  if (policyId === null) return null
  const [found] =
    version === undefined
      ? await db.query<Policy>(TEMPLATE, [policyId])
      : await db.query<Policy>(POLICY, [policyId, version, priority])
  return found ?? null
}

async function nameCalendar(db: OrganizationDb, ref: CalendarRef | undefined) {
  if (ref === undefined) return null
  const [row] = await db.query<{ name: string }>(NAME, [ref.id])
  return { ...ref, name: row?.name ?? '' }
}

/** The place behind a step: its event, and how many of that event's steps were before it. */
function cutSteps(steps: readonly SlaStep[], { limit, cursor }: PageArguments) {
  const [afterSeq = -1, afterPlace = -1] =
    cursor === undefined ? [] : decodeCursor(cursor, 'step', ['int', 'int']).map(Number)
  const rest = numberSteps(steps).filter(
    ({ step: { seq }, place }) => seq > afterSeq || (seq === afterSeq && place > afterPlace),
  )
  const shown = rest.slice(0, limit)
  const last = shown.at(-1)
  const isMore = rest.length > shown.length && last !== undefined
  return {
    steps: shown.map(({ step }) => step),
    nextCursor: isMore ? encodeCursor('step', [String(last.step.seq), String(last.place)]) : null,
  }
}

function numberSteps(steps: readonly SlaStep[]): { step: SlaStep; place: number }[] {
  let place = 0
  return steps.map((step, index) => {
    place = steps[index - 1]?.seq === step.seq ? place + 1 : 0
    return { step, place }
  })
}
