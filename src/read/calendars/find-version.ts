import type { OrganizationDb } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import type { CalendarVersion } from '../../domain/sla/calendar.js'

const PRESENT = `SELECT v.definition FROM calendar c
  JOIN resource_version v ON v.organization_id = $1 AND v.entity = 'calendar' AND v.entity_id = c.id
    AND v.version = c.version
  WHERE c.organization_id = $1 AND c.id = $2 AND c.deleted_at IS NULL`

/** By what a calendar counts now; throws `not_found`. */
export async function findPresentVersion(
  db: Pick<OrganizationDb, 'query'>,
  calendarId: string,
): Promise<CalendarVersion> {
  const [row] = await db.query<{ definition: CalendarVersion }>(PRESENT, [calendarId])
  return row?.definition ?? refuseMissing('calendar')
}
