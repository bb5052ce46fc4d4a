import type { OrganizationDb } from '../../database/pool.js'
import type { CalendarRef, KnownCalendar } from '../../domain/sla/calendar.js'
import type { ConditionalPolicy } from '../../domain/sla/choose-policy.js'
import type { SlaPolicy } from '../../domain/sla/policies.js'

/** The calendar that something counts by: its own, else the organization's. */
const CALENDAR = (
  id: string,
) => `(SELECT jsonb_build_object('id', c.id, 'version', c.version) FROM calendar c
    WHERE c.organization_id = $1 AND c.deleted_at IS NULL
      AND CASE WHEN ${id} IS NULL THEN c.is_default ELSE c.id = ${id} END)`

const TEMPLATES = `SELECT s.id, s.priority, s.due_delta AS resolution, s.first_response_delta AS "firstResponse",
    s.is_default AS "isDefault", ${CALENDAR('s.calendar_id')} AS calendar
  FROM sla_template s WHERE s.organization_id = $1 AND s.deleted_at IS NULL AND s.is_default ORDER BY s.id`

const POLICIES = `SELECT p.id, p.version, p.place AS order, p.is_default AS "isDefault", p.conditions, p.targets,
    p.pause_in AS "pauseIn", ${CALENDAR('p.calendar_id')} AS calendar
  FROM sla_policy p WHERE p.organization_id = $1 AND p.active AND p.deleted_at IS NULL`

const ONE_CALENDAR = `SELECT ${CALENDAR('$2::uuid')} AS calendar`
const KNOWN = 'SELECT calendar_facts($1, $2) AS known'

export type DatingPolicy = Omit<ConditionalPolicy, 'warnAt' | 'matrix'>

/** When clocks warn, and what is done about them then, moves no date. */
const WITHOUT_WARNINGS = { warnAt: [], matrix: null }

/** All that may be chosen now. */
export async function readPoliciesToday(db: OrganizationDb): Promise<{
  policies: SlaPolicy[]
  conditionalPolicies: ConditionalPolicy[]
}> {
  const policies = await db.query<SlaPolicy>(TEMPLATES)
  const active = await db.query<DatingPolicy>(POLICIES)
  return { policies, conditionalPolicies: active.map((one) => ({ ...one, ...WITHOUT_WARNINGS })) }
}

/** One that is to be tried, with the calendar that it would count by. */
export async function completePolicy(
  db: OrganizationDb,
  { calendarId, ...policy }: Omit<DatingPolicy, 'calendar'> & { calendarId: string | null },
): Promise<ConditionalPolicy> {
  const [row] = await db.query<{ calendar: CalendarRef | null }>(ONE_CALENDAR, [calendarId])
  return { ...policy, ...WITHOUT_WARNINGS, calendar: row?.calendar ?? null }
}

/** Versions of calendars; what is null names none. */
export async function readCalendars(
  db: OrganizationDb,
  refs: readonly (CalendarRef | null)[],
): Promise<KnownCalendar[]> {
  const [row] = await db.query<{ known: KnownCalendar[] }>(KNOWN, [JSON.stringify(refs)])
  return row?.known ?? []
}
