import type { Change } from '../resources/change-facts.js'
import { followMemberships } from './follow-memberships.js'

const DETACH = `UPDATE category SET group_id = nullif(group_id, $2), updated_at = now(),
    assignment = CASE WHEN assignment->>'groupId' = $2::text THEN assignment || '{"groupId": null}' ELSE assignment END
  WHERE organization_id = $1 AND (group_id = $2 OR assignment->>'groupId' = $2::text)`

const SET = `UPDATE user_group SET deleted_at = CASE WHEN $3 THEN now() END, updated_at = now()
  WHERE organization_id = $1 AND id = $2`

const MEMBERS =
  'SELECT user_id AS id FROM group_member WHERE organization_id = $1 AND group_id = $2'

/**
 * A group that is deleted gives nothing any more: what comes into its categories goes to the department alone from then on, and
 * its members lose the roles that they had by it. They stay its members, for when it is restored. Throws `last_admin`.
 */
export async function retireGroup(change: Change, id: string): Promise<void> {
  await change.query(DETACH, [id])
  await setDeleted(change, id, true)
}

/** Its members have again what it gives. */
export function reviveGroup(change: Change, id: string): Promise<void> {
  return setDeleted(change, id, false)
}

async function setDeleted(change: Change, id: string, isDeleted: boolean): Promise<void> {
  await change.query(SET, [id, isDeleted])
  const members = await change.query<{ id: string }>(MEMBERS, [id])
  await followMemberships(
    change,
    members.map((member) => member.id),
  )
}
