import type { Me } from '../../contracts/profile.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { refuseMissing } from '../../domain/errors.js'

type MeRow = Omit<Me, 'createdAt'> & { createdAt: Date }

const SELECT = `SELECT u.id, jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name) AS organization,
    u.employee_code AS "employeeCode", u.email, u.first_name AS "firstName", u.last_name AS "lastName", u.phone,
    u.timezone, u.language, u.availability, u.notification_choices AS "notificationChoices", u.roles,
    (person_facts($1, u.id))->'permissions' AS permissions, u.department_id AS "departmentId", u.created_at AS "createdAt"
  FROM app_user u JOIN organization o ON o.id = u.organization_id WHERE u.organization_id = $1 AND u.id = $2`

export async function readMe(db: OrganizationDb, userId: string): Promise<Me> {
  const [row] = await db.query<MeRow>(SELECT, [userId])
  if (row === undefined) return refuseMissing('user')
  return { ...row, createdAt: iso(row.createdAt) }
}
