import type { CalendarBody, CalendarView } from '../../contracts/calendars.js'
import { selectInstant } from '../../database/rows.js'
import { calendarInUse } from '../../domain/organization/refusals.js'
import type { Change } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'
import { keepNextVersion } from '../resources/versions.js'
import { defineVersion } from './define-version.js'

const UNSET_DEFAULT = `UPDATE calendar SET is_default = false, updated_at = now()
  WHERE organization_id = $1 AND is_default AND deleted_at IS NULL AND id IS DISTINCT FROM $2 RETURNING id`
const USERS = `SELECT
  (SELECT count(*)::int FROM sla_policy WHERE organization_id = $1 AND calendar_id = $2 AND deleted_at IS NULL) AS "slaPolicies",
  (SELECT count(*)::int FROM sla_template WHERE organization_id = $1 AND calendar_id = $2 AND deleted_at IS NULL) AS "slaTemplates",
  (SELECT count(*)::int FROM technician WHERE organization_id = $1 AND calendar_id = $2 AND deleted_at IS NULL) AS technicians`

/** What runs keeps the version that it began with: what is changed here counts for what begins after it. */
export const calendars: Resource<CalendarView, CalendarBody> = {
  entity: 'calendar',
  noun: 'calendar',
  table: 'calendar',
  alias: 'c',
  isVersioned: true,
  select: `c.id, c.name, c.timezone, c.hours, c.holidays, c.is_default AS "isDefault", c.version,
    ${selectInstant('c.created_at')} AS "createdAt", ${selectInstant('c.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    timezone: 'timezone',
    hours: 'hours',
    holidays: 'holidays',
    isDefault: 'is_default',
  },
  judge: async (change, { isDefault }, before) => {
    if (isDefault === true) await replaceDefault(change, before?.id)
    return {}
  },
  define: defineVersion,
  retire: async ({ query }, { id }) => {
    const [users] = await query<Parameters<typeof calendarInUse>[0]>(USERS, [id])
    if (users !== undefined && Object.values(users).some((count) => count > 0)) {
      refuseWith(calendarInUse(users))
    }
  },
  revive: async (change, { id, isDefault }) => {
    if (isDefault) await replaceDefault(change, id)
  },
}

/** One is the organization's: the last one that is made so. */
async function replaceDefault(change: Change, ownId: string | undefined): Promise<void> {
  for (const { id } of await change.query<{ id: string }>(UNSET_DEFAULT, [ownId ?? null])) {
    await keepNextVersion(change, calendars, id)
    await change.audit({
      action: 'calendar.update',
      entity: 'calendar',
      entityId: id,
      before: { isDefault: true },
      after: { isDefault: false },
    })
  }
}
