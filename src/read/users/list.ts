import type { UserSummary } from '../../contracts/users.js'
import { Filters } from '../../database/filters.js'
import { isEntitled, personName, selectDepartment } from '../../database/names.js'
import { orderById, type Page, type PageArguments } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { Values } from '../../database/values.js'
import type { Role } from '../../domain/people.js'
import type { Bounds } from '../bounded-list.js'
import { listWithinBounds } from '../list-within-bounds.js'

interface UserQuery extends PageArguments {
  q?: string | undefined
  departmentId?: string | undefined
  role?: Role | undefined
}

const ACTIVE = `FROM app_user u WHERE u.organization_id = $1 AND ${isEntitled('u')}`

/**
 * Active colleagues, to be named in commands. Words are looked for in what the answer shows: whoever may not read a mail
 * address can't guess it either.
 */
export function listUsers(
  db: OrganizationDb,
  viewer: { id: string },
  { q, departmentId, role, ...page }: UserQuery,
  bounds?: Bounds,
): Promise<Page<UserSummary>> {
  const values = new Values()
  const filters = new Filters(values)
  const pattern = q === undefined ? undefined : `%${q.replace(/[\\%_]/g, '\\$&')}%`
  filters.add(pattern, (p) => `${personName('u')} ILIKE ${p}`)
  filters.add(departmentId, (p) => `u.department_id = ${p}::uuid`)
  filters.add(role, (p) => `u.roles @> ARRAY[${p}::text]`)
  const matching = ['true', ...filters.list].join(' AND ')
  const matched = `${ACTIVE} AND ${matching}`
  const isOrdered = q === undefined && role === undefined
  return listWithinBounds(
    db,
    viewer,
    {
      order: orderById('u.id', 'ASC'),
      select: `u.id, ${personName('u')} AS name, u.department_id AS "departmentId",
        ${selectDepartment('u.department_id')} AS department, u.availability`,
      through: ACTIVE,
      alias: 'u',
      matching,
      matched,
      ordered: isOrdered ? matched : undefined,
      values: values.list,
      view: (row: UserSummary) => row,
    },
    page,
    bounds,
  )
}
