import type { World } from './world.js'

/** A new group of one member that the department's categories go to; gives the id of one of these. */
export async function addGroup(world: World, department: string, member: string): Promise<string> {
  const [row] = await world.db.query<{ id: string }>(
    `WITH new_group AS (
       INSERT INTO user_group (organization_id, id, name)
       SELECT organization_id, uuidv7(), 'Night' FROM app_user WHERE id = $1 RETURNING *),
     member AS (
       INSERT INTO group_member (organization_id, group_id, user_id)
       SELECT organization_id, id, $1 FROM new_group)
     UPDATE category SET group_id = g.id FROM new_group g
       WHERE category.organization_id = g.organization_id AND category.department_id = $2 RETURNING category.id`,
    [await world.userId(member), await world.departmentId(department)],
  )
  if (row === undefined) throw new Error(`${department} has no category`)
  return row.id
}
