import type { OrganizationDb } from '../../database/pool.js'
import type { AssignAction, Chosen } from '../../domain/automation/actions.js'
import { chooseMember, type Member } from '../../domain/routing/choose.js'
import type { Priority } from '../../domain/ticket/status.js'
import { selectMembers } from './members.js'

const MEMBERS = selectMembers({
  from: `group_member m JOIN app_user u ON m.organization_id = $1 AND m.group_id = $2 AND u.id = m.user_id`,
  skills: 'u.skills || m.skills',
})
const PEOPLE = selectMembers({
  from: `(SELECT * FROM app_user WHERE organization_id = $1 AND (department_id = $2 OR id = (
    SELECT head_id FROM department WHERE organization_id = $1 AND id = $2))) u`,
  skills: 'u.skills',
})
const GROUP = `SELECT department_id AS "departmentId" FROM user_group
  WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`

export interface Assignable {
  priority: Priority
  departmentId: string | null
  groupId: string | null
}

/**
 * Whoever is available and has least to do of the group that is named, or of the ticket's group, or else of its department;
 * null where there is nobody. What `given` has given since is theirs already, and is noted there.
 */
export async function chooseAssignee(
  db: Pick<OrganizationDb, 'query'>,
  ticket: Assignable,
  { groupId: named }: Pick<AssignAction, 'groupId'>,
  given: Map<string, number> = new Map(),
): Promise<Chosen | null> {
  const [group] = named === undefined ? [] : await db.query<Group>(GROUP, [named])
  if (named !== undefined && group === undefined) return null
  const departmentId = group?.departmentId ?? ticket.departmentId
  if (departmentId === null) return null
  const groupId = named ?? ticket.groupId
  const rows = await (groupId === null
    ? db.query<Member>(PEOPLE, [departmentId])
    : db.query<Member>(MEMBERS, [groupId]))
  const members = rows.map((row) => ({ ...row, open: row.open + (given.get(row.person.id) ?? 0) }))
  const waiting = { mode: 'least_loaded', requiredSkills: [], maxPerAgent: null } as const
  const choice = chooseMember({ ...waiting, priority: ticket.priority, departmentId }, members)
  if (choice.kind !== 'given') return null
  const { userId: assigneeId } = choice
  given.set(assigneeId, (given.get(assigneeId) ?? 0) + 1)
  return departmentId === ticket.departmentId ? { assigneeId } : { assigneeId, departmentId }
}

interface Group {
  departmentId: string | null
}
