import type { TechnicianBody, TechnicianView } from '../../contracts/technicians.js'
import { personName, selectPerson } from '../../database/names.js'
import { selectInstant } from '../../database/rows.js'
import { alreadyExists } from '../../domain/organization/refusals.js'
import { isExpected } from '../../domain/work-orders/refusals.js'
import { LIVE } from '../../read/work-orders/rows.js'
import type { Change } from '../resources/change-facts.js'
import { refuseWith, requireCalendar, requireUser } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'

const SAME = `SELECT id FROM technician WHERE organization_id = $1 AND (user_id = $2 OR employee_id = $3)
  AND deleted_at IS NULL AND id IS DISTINCT FROM $4`

/** Whoever assigns holds the technician. */
const HOLD = 'SELECT 1 FROM technician WHERE organization_id = $1 AND id = $2 FOR UPDATE'
const EXPECTED = `SELECT w.number FROM job j JOIN work_order w ON w.organization_id = $1 AND w.id = j.work_order_id
  WHERE j.organization_id = $1 AND j.technician_id = $2 AND j.status IN (${LIVE}) ORDER BY j.starts_at LIMIT 20`

export const technicians: Resource<TechnicianView, TechnicianBody> = {
  entity: 'technician',
  noun: 'technician',
  table: 'technician',
  alias: 't',
  title: `(SELECT ${personName('u')} FROM app_user u WHERE u.organization_id = $1 AND u.id = t.user_id)`,
  select: `t.id, t.user_id AS "userId", ${selectPerson('t.user_id')} AS "user", t.employee_id AS "employeeId", t.skills,
    t.certifications, t.service_areas AS "serviceAreas", t.calendar_id AS "calendarId", t.max_jobs_per_day AS "maxJobsPerDay",
    ${selectInstant('t.created_at')} AS "createdAt", ${selectInstant('t.deleted_at')} AS "deletedAt"`,
  columns: {
    userId: 'user_id',
    employeeId: 'employee_id',
    skills: 'skills',
    certifications: 'certifications',
    serviceAreas: 'service_areas',
    calendarId: 'calendar_id',
    maxJobsPerDay: 'max_jobs_per_day',
  },
  judge: async (change, given, before) => {
    if (given.calendarId !== before?.calendarId) await requireCalendar(change, given.calendarId)
    if (given.userId !== before?.userId) await requireUser(change, given.userId)
    await refuseTaken(change, given, before?.id)
    return {}
  },
  // what they have accepted would stand in nobody's calendar
  retire: async ({ query }, { id }) => {
    await query(HOLD, [id])
    const expected = await query<{ number: string }>(EXPECTED, [id])
    if (expected.length > 0) refuseWith(isExpected(expected.map(({ number }) => number)))
  },
  revive: async (change, view) => {
    await requireCalendar(change, view.calendarId)
    await refuseTaken(change, view, view.id)
  },
}

/** Nobody is a technician twice, and an employee's id is one person's. */
async function refuseTaken(
  { query }: Change,
  { userId, employeeId }: Partial<Pick<TechnicianView, 'userId' | 'employeeId'>>,
  ownId: string | undefined,
): Promise<void> {
  const [other] = await query<{ id: string }>(SAME, [
    userId ?? null,
    employeeId ?? null,
    ownId ?? null,
  ])
  if (other === undefined) return
  const error = 'There is a technician of this user or employee id already.'
  refuseWith(alreadyExists(error, { technicianId: other.id }))
}
