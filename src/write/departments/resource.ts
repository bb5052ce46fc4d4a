import type { DepartmentBody, KeptDepartment } from '../../contracts/departments.js'
import { selectPerson } from '../../database/names.js'
import { IDLE_STATUSES, selectInstant } from '../../database/rows.js'
import { departmentInUse } from '../../domain/organization/refusals.js'
import { refuseTakenCode, refuseWith, requireHead } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'
import { mergeDepartment } from './merge.js'

const COUNT_ACTIVE = `SELECT count(*)::int AS active FROM ticket WHERE organization_id = $1 AND department_id = $2
  AND status NOT IN (${IDLE_STATUSES}) AND deleted_at IS NULL`

/** Nothing new can be filed in them: they go and come back with their department. */
const DELETE_CATEGORIES = `UPDATE category SET deleted_at = now(), updated_at = now()
  WHERE organization_id = $1 AND department_id = $2 AND deleted_at IS NULL`

/** One whose code was given to another meanwhile stays deleted. */
const RESTORE_CATEGORIES = `UPDATE category c SET deleted_at = NULL, updated_at = now() FROM department d
  WHERE c.organization_id = $1 AND c.department_id = $2 AND d.organization_id = $1 AND d.id = $2 AND c.deleted_at = d.deleted_at
    AND NOT EXISTS (SELECT 1 FROM category taken WHERE taken.organization_id = $1
      AND lower(taken.code) = lower(c.code) AND taken.deleted_at IS NULL)`

export const departments: Resource<KeptDepartment, DepartmentBody> = {
  entity: 'department',
  noun: 'department',
  table: 'department',
  alias: 'd',
  select: `d.id, d.name, d.code, d.description, d.head_id AS "headId", ${selectPerson('d.head_id')} AS head,
    d.handles_finance AS "handlesFinance", (SELECT count(*)::int FROM app_user member
      WHERE member.organization_id = $1 AND member.department_id = d.id AND member.deleted_at IS NULL) AS "memberCount",
    ${selectInstant('d.created_at')} AS "createdAt", ${selectInstant('d.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    code: 'code',
    description: 'description',
    headId: 'head_id',
    handlesFinance: 'handles_finance',
  },
  judge: async (change, { code, headId }, before) => {
    await refuseTakenCode(change, 'department', code, before?.id)
    if (headId !== before?.headId) await requireHead(change, headId)
    return {}
  },
  retire: async (change, { id }, { reassignTo }) => {
    if (typeof reassignTo === 'string') return mergeDepartment(change, id, reassignTo)
    const [row] = await change.query<{ active: number }>(COUNT_ACTIVE, [id])
    if (row !== undefined && row.active > 0) refuseWith(departmentInUse(row.active))
    await change.query(DELETE_CATEGORIES, [id])
  },
  revive: async (change, { id, code }) => {
    await refuseTakenCode(change, 'department', code, id)
    await change.query(RESTORE_CATEGORIES, [id])
  },
}
