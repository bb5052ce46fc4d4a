import type { CategoryView } from '../../contracts/categories.js'
import type { DepartmentView } from '../../contracts/departments.js'
import type { SlaTemplateView } from '../../contracts/sla-templates.js'
import type { UserSummary } from '../../contracts/users.js'
import {
  decodeCursor,
  encodeCursor,
  type Page,
  type PageArguments,
  pageOf,
  withTotal,
} from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Role } from '../../domain/people.js'

interface Lookup {
  /** Columns in the contract's members, then FROM and WHERE; `$1` is the organization. */
  columns: string
  from: string
  values?: unknown[]
}

/** Look-ups are short and sorted by name, then id. */
async function lookUp<T extends { id: string; name: string }>(
  db: OrganizationDb,
  { columns, from, values = [] }: Lookup,
  { limit, cursor, count }: PageArguments,
): Promise<Page<T>> {
  const after = decodeCursor(cursor, 'id', 1)?.[0]
  const n = values.length + 1
  const rows = await db.query<T>(
    `SELECT ${columns} ${from} AND ($${n + 1}::uuid IS NULL OR x.id > $${n + 1}::uuid) ORDER BY x.id LIMIT $${n + 2}`,
    [...values, after ?? null, limit + 1],
  )
  const page = pageOf(
    rows,
    limit,
    (row) => row,
    (row) => encodeCursor('id', [row.id]),
  )
  return withTotal(db, page, count, `SELECT count(*)::int AS n ${from}`, values)
}

export function listDepartments(
  db: OrganizationDb,
  page: PageArguments,
): Promise<Page<DepartmentView>> {
  return lookUp(
    db,
    {
      columns: 'x.id, x.name, x.code, x.head_id AS "headId", x.handles_finance AS "handlesFinance"',
      from: 'FROM department x WHERE x.organization_id = $1 AND x.deleted_at IS NULL',
    },
    page,
  )
}

export function listCategories(
  db: OrganizationDb,
  page: PageArguments,
): Promise<Page<CategoryView>> {
  return lookUp(
    db,
    {
      columns:
        'x.id, x.name, x.code, x.department_id AS "departmentId", x.parent_id AS "parentId", x.group_id AS "groupId"',
      from: 'FROM category x WHERE x.organization_id = $1 AND x.deleted_at IS NULL',
    },
    page,
  )
}

export function listSlaTemplates(
  db: OrganizationDb,
  page: PageArguments,
): Promise<Page<SlaTemplateView>> {
  return lookUp(
    db,
    {
      columns:
        'x.id, x.name, x.priority, x.due_delta AS "dueDelta", x.first_response_delta AS "firstResponseDelta", x.is_default AS "isDefault"',
      from: 'FROM sla_template x WHERE x.organization_id = $1 AND x.deleted_at IS NULL',
    },
    page,
  )
}

export interface UserFilter {
  q?: string | undefined
  departmentId?: string | undefined
  role?: Role | undefined
}

/** Active colleagues, to be named in commands. */
export function listUsers(
  db: OrganizationDb,
  { q, departmentId, role }: UserFilter,
  page: PageArguments,
): Promise<Page<UserSummary>> {
  const pattern = q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`
  return lookUp(
    db,
    {
      columns: `x.id, x.first_name || ' ' || x.last_name AS name, x.department_id AS "departmentId", x.availability`,
      from: `FROM app_user x WHERE x.organization_id = $1 AND x.status = 'active' AND x.helpdesk_authorized
        AND x.deleted_at IS NULL AND ($2::text IS NULL OR x.first_name || ' ' || x.last_name || ' ' || x.email || ' ' || x.employee_code ILIKE $2)
        AND ($3::uuid IS NULL OR x.department_id = $3) AND ($4::text IS NULL OR x.roles @> ARRAY[$4])`,
      values: [pattern, departmentId ?? null, role ?? null],
    },
    page,
  )
}
