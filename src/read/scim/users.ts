import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { isUuid } from '../../database/uuid.js'
import { USER } from '../../domain/scim/schema.js'
import type { ScimUser } from '../../domain/scim/user.js'
import { listScim, type ScimPage, type ScimQuery, type ScimReader } from './list.js'
import { DEPARTMENT, LAST_MODIFIED, SCIM_USERS, USER_COLUMNS, USER_NAME } from './user-columns.js'

type UserRow = Omit<ScimUser, 'createdAt' | 'updatedAt'> & { createdAt: Date; updatedAt: Date }

const GROUPS = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) ORDER BY g.id), '[]')
    FROM group_member m JOIN user_group g ON g.organization_id = m.organization_id AND g.id = m.group_id
      AND g.deleted_at IS NULL
    WHERE m.organization_id = u.organization_id AND m.user_id = u.id)`

const SELECT = `u.id, ${USER_NAME} AS "userName", s.external_id AS "externalId", u.email, u.first_name AS "firstName",
  u.last_name AS "lastName", u.status = 'active' AS active, nullif(u.phone, '') AS phone, u.timezone, u.language,
  u.employee_code AS "employeeCode", ${DEPARTMENT} AS department, u.roles, ${GROUPS} AS groups,
  coalesce(s.said, '{}') AS said, u.created_at AS "createdAt", ${LAST_MODIFIED} AS "updatedAt"`

export function listScimUsers(reader: ScimReader, query: ScimQuery): Promise<ScimPage<ScimUser>> {
  const listing = {
    type: USER,
    columns: USER_COLUMNS,
    select: SELECT,
    from: SCIM_USERS,
    order: 'u.id',
    view,
  }
  return listScim(reader, listing, query)
}

/** Undefined for somebody whom the directory does not see. */
export async function findScimUser(
  { query }: Pick<OrganizationDb, 'query'>,
  id: string,
): Promise<ScimUser | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<UserRow>(`SELECT ${SELECT} ${SCIM_USERS} AND u.id = $2`, [id])
  return row && view(row)
}

function view({ createdAt, updatedAt, ...row }: UserRow): ScimUser {
  return { ...row, createdAt: iso(createdAt), updatedAt: iso(updatedAt) }
}
