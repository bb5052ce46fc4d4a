import type { KeptUser, KeptUserDetail, KeptUserQuery } from '../../contracts/kept-users.js'
import { Filters } from '../../database/filters.js'
import { personName, selectDepartment } from '../../database/names.js'
import { orderById, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'
import { sqlList } from '../../database/sql-list.js'
import { Values } from '../../database/values.js'
import { assertNever } from '../../domain/assert.js'
import type { Standing } from '../../domain/people/account.js'
import { commandRule } from '../../domain/ticket/commands/index.js'
import { readCatalogued } from '../catalogue.js'
import { LONG_READ, limitLongReads } from '../limit-long-reads.js'

/** A user as admins see one, of `app_user u`. */
export const KEPT_USER = `u.id, u.employee_code AS "employeeCode", u.email, u.first_name AS "firstName", u.last_name AS "lastName",
  u.phone, u.roles, CASE WHEN u.status = 'active' AND NOT u.helpdesk_authorized THEN 'unauthorized' ELSE u.status END AS status,
  u.status = 'active' AS active, u.staff_status AS "staffStatus", u.helpdesk_authorized AS "helpdeskAuthorized", u.department_id AS "departmentId",
  ${selectDepartment('u.department_id')} AS department, u.availability, u.timezone, u.language, u.skills, u.certifications, u.tier,
  ${selectInstant('u.email_verified_at')} AS "emailVerifiedAt", u.decision_reason AS "decisionReason",
  EXISTS (SELECT 1 FROM totp WHERE totp.organization_id = u.organization_id AND totp.user_id = u.id
    AND totp.confirmed_at IS NOT NULL) AS "hasSecondFactor",
  u.max_concurrent_tickets AS "maxConcurrentTickets", ${selectInstant('u.created_at')} AS "createdAt",
  ${selectInstant('u.deleted_at')} AS "deletedAt"`

/** What somebody works on is what could be given to somebody else. */
const WORKED_ON = sqlList(commandRule('reassign').from)

/** That a `ticket t` is somebody's to work on; `$1` is the organization. */
export const isOpenFor = (user: string) =>
  `t.organization_id = $1 AND t.assignee_id = ${user} AND t.status IN (${WORKED_ON}) AND t.deleted_at IS NULL`

const DETAIL = {
  table: 'app_user',
  alias: 'u',
  select: `${KEPT_USER}, (SELECT count(*)::int FROM ticket t WHERE ${isOpenFor('u.id')}) AS "openTickets"`,
} as const

/** Throws `not_found` for one who is not there, or was deleted. */
export function readKeptUser(db: OrganizationDb, id: string): Promise<KeptUserDetail> {
  return readCatalogued<KeptUserDetail>(db, DETAIL, id, 'user')
}

/** Everybody of the organization, whatever their account may do, the oldest first. */
export function listKeptUsers(
  db: OrganizationDb,
  personId: string,
  { q, status, staffStatus, role, departmentId, deleted, ...page }: KeptUserQuery,
): Promise<Page<KeptUser>> {
  const values = new Values()
  const filters = new Filters(values)
  filters.add(departmentId, (p) => `u.department_id = ${p}::uuid`)
  filters.add(staffStatus, (p) => `u.staff_status = ${p}`)
  filters.add(role, (p) => `u.roles @> ARRAY[${p}::text]`)
  filters.add(
    q,
    (p) =>
      `position(lower(${p}) in lower(${personName('u')} || ' ' || u.email || ' ' || u.employee_code)) > 0`,
  )
  if (status !== undefined) filters.list.push(hasStanding(status))
  const conditions = filters.list.map((condition) => ` AND ${condition}`).join('')
  const listing = {
    order: orderById('u.id', 'ASC'),
    select: KEPT_USER,
    from: `FROM app_user u WHERE u.organization_id = $1 AND u.deleted_at IS ${deleted === 'true' ? 'NOT NULL' : 'NULL'}${conditions}`,
    values: values.list,
    options: LONG_READ,
    view: (row: KeptUser) => row,
  }
  const { organizationId } = db
  return limitLongReads({ organizationId, personId }, () => paginate(db, listing, page))
}

function hasStanding(standing: Standing): string {
  switch (standing) {
    case 'unauthorized':
      return `u.status = 'active' AND NOT u.helpdesk_authorized`
    case 'active':
      return `u.status = 'active' AND u.helpdesk_authorized`
    case 'pending':
    case 'rejected':
    case 'inactive':
      return `u.status = '${standing}'`
    default:
      return assertNever(standing)
  }
}
