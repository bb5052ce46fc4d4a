import type { GroupBody, GroupView } from '../../contracts/groups.js'
import { personName, selectDepartment } from '../../database/names.js'
import { selectInstant } from '../../database/rows.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'
import type { Change } from '../resources/change-facts.js'
import { requireDepartment } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'
import { changeMembers } from './change-members.js'
import { retireGroup, reviveGroup } from './retire-group.js'

const MISSING = `SELECT named.id FROM unnest($2::uuid[]) AS named (id) WHERE NOT EXISTS (
    SELECT 1 FROM app_user u WHERE u.organization_id = $1 AND u.id = named.id AND u.deleted_at IS NULL)`

export const groups: Resource<GroupView, GroupBody> = {
  entity: 'group',
  noun: 'group',
  table: 'user_group',
  alias: 'g',
  select: `g.id, g.name, g.department_id AS "departmentId", ${selectDepartment('g.department_id')} AS department, (
      SELECT coalesce(jsonb_agg(jsonb_build_object('userId', u.id, 'name', ${personName('u')}, 'skills', m.skills)
        ORDER BY m.user_id), '[]')
      FROM group_member m JOIN app_user u ON u.organization_id = $1 AND u.id = m.user_id
      WHERE m.organization_id = $1 AND m.group_id = g.id AND u.deleted_at IS NULL) AS members,
    g.assignment, ${selectInstant('g.created_at')} AS "createdAt", ${selectInstant('g.deleted_at')} AS "deletedAt"`,
  columns: { name: 'name', departmentId: 'department_id', assignment: 'assignment' },
  judge: async (change, { departmentId, members }, before) => {
    if (departmentId !== before?.departmentId) await requireDepartment(change, departmentId)
    if (members !== undefined) await requireUsers(change, members)
    return {}
  },
  relate: async (change, id, { name, members }, before) => {
    const was = before?.members.map(({ userId }) => userId) ?? []
    const is = new Set(members?.map(({ userId }) => userId) ?? was)
    const isNamedAnew = name !== undefined && name !== before?.name
    if (members === undefined && !isNamedAnew) return
    await changeMembers(change, id, {
      given: members ?? [],
      removed: was.filter((userId) => !is.has(userId)),
      touched: isNamedAnew ? was : [], // a name may give roles
    })
  },
  retire: (change, { id }) => retireGroup(change, id),
  revive: (change, { id }) => reviveGroup(change, id),
}

async function requireUsers({ query }: Change, members: GroupBody['members']): Promise<void> {
  const named = members.map(({ userId }) => userId)
  const missing = await query<{ id: string }>(MISSING, [named])
  if (missing.length > 0) {
    refuseUnknown(
      'user',
      missing.map(({ id }) => id),
    )
  }
}
