import type { CategoryBody, KeptCategory } from '../../contracts/categories.js'
import { selectDepartment } from '../../database/names.js'
import { selectInstant } from '../../database/rows.js'
import { refuse } from '../../domain/errors.js'
import type { Change } from '../resources/change-facts.js'
import {
  refuseTakenCode,
  requireCategory,
  requireDepartment,
  requireGroup,
} from '../resources/require.js'
import type { Resource } from '../resources/resource.js'

type Place = Pick<KeptCategory, 'departmentId' | 'parentId'>

/** The categories above one, itself the first; a circle is walked once. */
const ABOVE = `WITH RECURSIVE above AS (
    SELECT id, department_id, parent_id FROM category WHERE organization_id = $1 AND id = $2
    UNION SELECT c.id, c.department_id, c.parent_id FROM category c JOIN above ON c.id = above.parent_id
    WHERE c.organization_id = $1)
  SELECT id, department_id AS "departmentId" FROM above`

const BELOW_ELSEWHERE = `SELECT 1 FROM category WHERE organization_id = $1 AND parent_id = $2 AND department_id <> $3
  AND deleted_at IS NULL`

/** What is below it goes one up. */
const LIFT = `UPDATE category SET parent_id = $3, updated_at = now()
  WHERE organization_id = $1 AND parent_id = $2 AND deleted_at IS NULL`

/** Tickets that are filed keep their category, and with it their group: what is changed here counts for what comes. */
export const categories: Resource<KeptCategory, CategoryBody> = {
  entity: 'category',
  noun: 'category',
  table: 'category',
  alias: 'c',
  select: `c.id, c.name, c.code, c.department_id AS "departmentId", ${selectDepartment('c.department_id')} AS department,
    c.parent_id AS "parentId", c.group_id AS "groupId", c.assignment, ${selectInstant('c.created_at')} AS "createdAt",
    ${selectInstant('c.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    code: 'code',
    departmentId: 'department_id',
    parentId: 'parent_id',
    groupId: 'group_id',
    assignment: 'assignment',
  },
  judge: async (change, given, before) => {
    const isNew = <T>(named: T, was: T) => named !== was
    if (isNew(given.departmentId, before?.departmentId))
      await requireDepartment(change, given.departmentId)
    if (isNew(given.parentId, before?.parentId)) await requireCategory(change, given.parentId)
    if (isNew(given.groupId, before?.groupId)) await requireGroup(change, given.groupId)
    const groupId = given.assignment?.groupId
    if (isNew(groupId, before?.assignment?.groupId)) await requireGroup(change, groupId)
    refuseNobodysQueue(given, before)
    await refuseTakenCode(change, 'category', given.code, before?.id)
    const { departmentId = before?.departmentId ?? '', parentId = before?.parentId ?? null } = given
    await refuseForeignPlace(change, { departmentId, parentId }, before?.id)
    return {}
  },
  retire: async ({ query }, { id, parentId }) => {
    await query(LIFT, [id, parentId])
  },
  revive: async (change, { id, code, departmentId, parentId }) => {
    await requireDepartment(change, departmentId)
    await requireCategory(change, parentId)
    await refuseTakenCode(change, 'category', code, id)
  },
}

/** What is given by itself is given to the members of a group. */
function refuseNobodysQueue(
  { assignment, groupId }: Partial<CategoryBody>,
  before: KeptCategory | undefined,
): void {
  if (assignment == null || assignment.mode === 'manual') return
  const was = before?.assignment
  if (assignment.mode === was?.mode && assignment.groupId === was.groupId) return
  if ((assignment.groupId ?? groupId ?? before?.groupId ?? null) === null) {
    refusePlace(
      'assignment',
      'names no group, and the category has none: whose members get its tickets?',
    )
  }
}

/** A category and those above and below it are of one department, and none is below itself. */
async function refuseForeignPlace(
  { query }: Change,
  { departmentId, parentId }: Place,
  ownId: string | undefined,
): Promise<void> {
  const above =
    parentId === null ? [] : await query<{ id: string; departmentId: string }>(ABOVE, [parentId])
  if (above.some(({ id }) => id === ownId)) refusePlace('parentId', 'is below this category itself')
  if (above.some((one) => one.departmentId !== departmentId))
    refusePlace('parentId', 'must be of the same department')
  if (ownId === undefined) return
  const below = await query(BELOW_ELSEWHERE, [ownId, departmentId])
  if (below.length > 0)
    refusePlace('departmentId', 'must be that of the categories below: move those first')
}

function refusePlace(member: string, fault: string): never {
  return refuse('validation_failed', `The request is not valid: ${member} ${fault}.`, {
    [member]: [fault],
  })
}
