import type { UserSummary } from '../../contracts/users.js'
import { isEntitled, personName, selectDepartment } from '../../database/names.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Role } from '../../domain/people.js'

interface UserQuery extends PageArguments {
  q?: string | undefined
  departmentId?: string | undefined
  role?: Role | undefined
}

/** Words are looked for in what the answer shows: whoever may not read a mail address can't guess it either. */
const ACTIVE = `FROM app_user u WHERE u.organization_id = $1 AND ${isEntitled('u')}
  AND ($2::text IS NULL OR ${personName('u')} ILIKE $2)
  AND ($3::uuid IS NULL OR u.department_id = $3) AND ($4::text IS NULL OR u.roles @> ARRAY[$4])`

/** Active colleagues, to be named in commands. */
export function listUsers(
  db: OrganizationDb,
  { q, departmentId, role, ...page }: UserQuery,
): Promise<Page<UserSummary>> {
  const pattern = q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`
  return paginate(
    db,
    {
      order: orderById('u.id', 'ASC'),
      select: `u.id, ${personName('u')} AS name, u.department_id AS "departmentId",
        ${selectDepartment('u.department_id')} AS department, u.availability`,
      from: ACTIVE,
      values: [pattern, departmentId ?? null, role ?? null],
      view: (row: UserSummary) => row,
    },
    page,
  )
}
