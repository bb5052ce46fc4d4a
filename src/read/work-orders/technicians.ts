import { isEntitled } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import {
  AROUND_THE_CLOCK,
  type BusinessTime,
  openCalendar,
} from '../../domain/sla/business-time.js'
import type { CalendarVersion } from '../../domain/sla/calendar.js'
import type { Technician } from '../../domain/work-orders/fit.js'
import { LIVE, TECHNICIAN, VOID } from './rows.js'

/** A technician as whoever plans needs them. */
export interface KnownTechnician extends Technician {
  id: string
  userId: string
  name: { id: string; user: { id: string; name: string } }
  time: BusinessTime
  /** By whose clock their days begin. */
  zone: string
}

type Row = Omit<KnownTechnician, 'time'> & { calendar: CalendarVersion | null }

const KNOWN = `SELECT t.id, t.user_id AS "userId", ${TECHNICIAN} AS name, t.skills, t.certifications,
    t.service_areas AS "serviceAreas", t.max_jobs_per_day AS "maxJobsPerDay", v.definition AS calendar,
    coalesce(c.timezone, u.timezone) AS zone
  FROM technician t JOIN app_user u ON u.organization_id = $1 AND u.id = t.user_id
    LEFT JOIN calendar c ON c.organization_id = $1 AND c.id = t.calendar_id
    LEFT JOIN resource_version v ON v.organization_id = $1 AND v.entity = 'calendar' AND v.entity_id = c.id AND v.version = c.version
  WHERE t.organization_id = $1 AND t.deleted_at IS NULL AND ${isEntitled('u')}`

type Reader = Pick<OrganizationDb, 'query'>

/** Who may be sent at all; at most so many. */
export async function listTechnicians(
  { query }: Reader,
  limit: number,
): Promise<KnownTechnician[]> {
  return (await query<Row>(`${KNOWN} ORDER BY t.id LIMIT $2`, [limit])).map(know)
}

/** One of them, whose row nobody changes and whom nobody else is sending until the commit; undefined where there is none. */
export async function lockTechnician(
  { query }: Reader,
  id: string,
): Promise<KnownTechnician | undefined> {
  const [row] = await query<Row>(`${KNOWN} AND t.id = $2 FOR UPDATE OF t`, [id])
  return row && know(row)
}

function know({ calendar, ...row }: Row): KnownTechnician {
  return { ...row, time: calendar === null ? AROUND_THE_CLOCK : openCalendar(calendar) }
}

/** What stands in technicians' calendars; the day is that of the place where they work, else of their own clock. */
const ENGAGED = `SELECT t.id,
    (SELECT count(*)::int FROM job j WHERE j.organization_id = $1 AND j.technician_id = t.id
      AND j.status NOT IN (${VOID})
      AND j.starts_at >= (date_trunc('day', $3::timestamptz AT TIME ZONE z.zone)) AT TIME ZONE z.zone
      AND j.starts_at < (date_trunc('day', $3::timestamptz AT TIME ZONE z.zone) + interval '1 day') AT TIME ZONE z.zone
    ) AS "jobsThatDay",
    EXISTS (SELECT 1 FROM job j WHERE j.organization_id = $1 AND j.technician_id = t.id AND j.status IN (${LIVE})
      AND j.starts_at < $4 AND j.ends_at > $3) AS "isBusy"
  FROM technician t JOIN app_user u ON u.organization_id = $1 AND u.id = t.user_id
    LEFT JOIN calendar c ON c.organization_id = $1 AND c.id = t.calendar_id,
    LATERAL (SELECT coalesce(c.timezone, u.timezone) AS zone) z
  WHERE t.organization_id = $1 AND t.id = ANY ($2::uuid[])`

export interface TechnicianEngagements {
  id: string
  jobsThatDay: number
  isBusy: boolean
}

/** What those technicians have from one instant to another, and on the day of the first. */
export function readEngagements(
  { query }: Reader,
  ids: readonly string[],
  job: { from: string; to: string },
): Promise<TechnicianEngagements[]> {
  return query<TechnicianEngagements>(ENGAGED, [ids, job.from, job.to])
}
