import type { Me } from '../../contracts/profile.js'
import { selectDepartment } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { refuse, refuseMissing } from '../../domain/errors.js'
import { completeSettings, type Settings } from '../../domain/settings.js'

type MeRow = Omit<Me, 'createdAt' | 'organization' | 'permissions'> & {
  /** Null: the account was closed while its session was still believed. */
  permissions: Me['permissions'] | null
  createdAt: Date
  organization: Omit<Me['organization'], keyof ShownSettings> & { settings: Partial<Settings> }
}

/** What everybody's screens need of the settings, which admins alone read. */
type ShownSettings = Pick<Settings, 'maxMessageLength' | 'closurePolicy'>

const SELECT = `SELECT u.id, jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'settings', o.settings) AS organization,
    u.employee_code AS "employeeCode", u.email, u.first_name AS "firstName", u.last_name AS "lastName", u.phone,
    u.timezone, u.language, u.availability, u.avatar_id AS avatar, u.notification_choices AS "notificationChoices", u.roles,
    (person_facts($1, u.id))->'permissions' AS permissions, u.department_id AS "departmentId",
    ${selectDepartment('u.department_id')} AS department, u.created_at AS "createdAt"
  FROM app_user u JOIN organization o ON o.id = u.organization_id WHERE u.organization_id = $1 AND u.id = $2`

export async function readMe(db: OrganizationDb, userId: string): Promise<Me> {
  const [row] = await db.query<MeRow>(SELECT, [userId])
  if (row === undefined) return refuseMissing('user')
  const { permissions } = row
  if (permissions === null) return refuse('unauthenticated', 'This account is closed.')
  const { settings, ...organization } = row.organization
  const { maxMessageLength, closurePolicy } = completeSettings(settings)
  return {
    ...row,
    permissions,
    organization: { ...organization, maxMessageLength, closurePolicy },
    createdAt: iso(row.createdAt),
  }
}
