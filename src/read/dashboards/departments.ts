import type {
  DepartmentDashboardView,
  DepartmentLoadsView,
  MemberLoad,
} from '../../contracts/dashboards.js'
import { isEntitled, personName } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { sqlList } from '../../database/sql-list.js'
import { STAFF } from '../../domain/people.js'
import { OPEN } from '../../domain/ticket/status.js'
import { countByStatus, type StatusFigures, sumUp } from './figures.js'
import { IS_OVERDUE, OPEN_LIST } from './statuses.js'

/** Of one department, or of all where `$2` is NULL. */
const OF_DEPARTMENT = '($2::uuid IS NULL OR department_id = $2)'

const DEPARTMENTS = `SELECT id, name, code FROM department
  WHERE organization_id = $1 AND deleted_at IS NULL AND ($2::uuid IS NULL OR id = $2) ORDER BY name, id`

const TALLIED = `SELECT department_id AS "departmentId", assignee_id AS "assigneeId", status, sum(tickets)::int AS tickets,
    sum(resolved)::int AS resolved, sum(seconds)::float8 AS seconds
  FROM ticket_tally WHERE organization_id = $1 AND department_id IS NOT NULL AND ${OF_DEPARTMENT} GROUP BY 1, 2, 3`

const OVERDUE = `SELECT department_id AS "departmentId", assignee_id AS "assigneeId", count(*)::int AS n
  FROM ticket WHERE organization_id = $1 AND department_id IS NOT NULL AND ${OF_DEPARTMENT} AND ${IS_OVERDUE} GROUP BY 1, 2`

/** Of all departments those who have something to do, and heads; of one its members, too. */
const MEMBERS = `SELECT u.id, ${personName('u')} AS name, d.id AS "departmentId", d.head_id IS NOT DISTINCT FROM u.id AS head
  FROM department d JOIN app_user u ON u.organization_id = d.organization_id AND u.deleted_at IS NULL
    AND (u.id = d.head_id OR (u.department_id = d.id AND (
      ($2::uuid IS NOT NULL AND ${isEntitled('u')} AND u.roles && ARRAY[${sqlList(STAFF)}])
      OR EXISTS (SELECT 1 FROM ticket_tally t WHERE t.organization_id = $1 AND t.assignee_id = u.id AND t.status IN (${OPEN_LIST})))))
  WHERE d.organization_id = $1 AND d.deleted_at IS NULL AND ($2::uuid IS NULL OR d.id = $2)`

/** More than one looks through; those with the most come first. */
const MOST_MEMBERS = 200

interface Tallied extends StatusFigures {
  departmentId: string
  assigneeId: string | null
}
interface Counted {
  departmentId: string
  assigneeId: string | null
  n: number
}
interface Member {
  id: string
  name: string
  departmentId: string
  head: boolean
}
type Department = DepartmentLoadsView['items'][number]['department']

export async function hasDepartment(db: OrganizationDb, departmentId: string): Promise<boolean> {
  return (await db.query(DEPARTMENTS, [departmentId])).length > 0
}

/** How the tickets of one department stand, and who has how many; undefined where there is none. */
export async function readDepartmentFigures(
  db: OrganizationDb,
  departmentId: string,
): Promise<Omit<DepartmentDashboardView, 'generatedAt'> | undefined> {
  const [found] = await readLoads(db, departmentId)
  return found
}

/** The same of all departments, without their drafts and means. */
export async function readDepartmentLoads(
  db: OrganizationDb,
): Promise<DepartmentLoadsView['items']> {
  const loads = await readLoads(db, null)
  return loads.map(({ drafts: _, meanResolutionSeconds: __, ...load }) => load)
}

async function readLoads(
  db: OrganizationDb,
  departmentId: string | null,
): Promise<Omit<DepartmentDashboardView, 'generatedAt'>[]> {
  const [departments, tallied, overdue, members] = await Promise.all([
    db.query<Department>(DEPARTMENTS, [departmentId]),
    db.query<Tallied>(TALLIED, [departmentId]),
    db.query<Counted>(OVERDUE, [departmentId]),
    db.query<Member>(MEMBERS, [departmentId]),
  ])
  const [talliesOf, overdueOf, membersOf] = [tallied, overdue, members].map(groupByDepartment) as [
    Map<string, Tallied[]>,
    Map<string, Counted[]>,
    Map<string, Member[]>,
  ] // each of its own rows
  return departments.map((department) => {
    const rows = talliesOf.get(department.id) ?? []
    const late = overdueOf.get(department.id) ?? []
    return {
      department,
      ...sumUp(rows),
      byStatus: countByStatus(rows),
      overdue: late.reduce((sum, { n }) => sum + n, 0),
      unassigned: countOpen(rows, null),
      members: rankMembers(membersOf.get(department.id) ?? [], rows, late),
    }
  })
}

function groupByDepartment(rows: readonly { departmentId: string }[]) {
  const groups = new Map<string, { departmentId: string }[]>()
  for (const row of rows) {
    const known = groups.get(row.departmentId)
    if (known === undefined) groups.set(row.departmentId, [row])
    else known.push(row)
  }
  return groups
}

function countOpen(rows: readonly Tallied[], assigneeId: string | null): number {
  return rows
    .filter((row) => row.assigneeId === assigneeId && OPEN.includes(row.status))
    .reduce((sum, { tickets }) => sum + tickets, 0)
}

function rankMembers(
  members: readonly Member[],
  rows: readonly Tallied[],
  late: readonly Counted[],
): MemberLoad[] {
  return members
    .map(({ id, name, head }) => ({
      user: { id, name },
      head,
      open: countOpen(rows, id),
      overdue: late.find(({ assigneeId }) => assigneeId === id)?.n ?? 0,
    }))
    .sort((a, b) => b.open - a.open || a.user.name.localeCompare(b.user.name, 'en'))
    .slice(0, MOST_MEMBERS)
}
