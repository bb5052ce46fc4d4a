import type { Change } from '../resources/change-facts.js'
import { followMemberships } from './follow-memberships.js'

export interface MemberChange {
  /** Who is a member from now on, with these skills. */
  given?: readonly { userId: string; skills: readonly object[] }[]
  removed?: readonly string[]
  /** Whose roles the change may touch beside: of a group with another name all of its members. */
  touched?: readonly string[]
}

const GIVE = `INSERT INTO group_member (organization_id, group_id, user_id, skills)
  SELECT $1, $2, (member->>'userId')::uuid, member->'skills' FROM jsonb_array_elements($3::jsonb) member
  ON CONFLICT (organization_id, group_id, user_id) DO UPDATE SET skills = excluded.skills`

const REMOVE =
  'DELETE FROM group_member WHERE organization_id = $1 AND group_id = $2 AND user_id = ANY ($3)'

/** Who is in a group, and with it what that gives them, whoever says so: an admin or a directory. Throws `last_admin`. */
export async function changeMembers(
  change: Change,
  groupId: string,
  { given = [], removed = [], touched = [] }: MemberChange,
): Promise<void> {
  if (given.length > 0) await change.query(GIVE, [groupId, JSON.stringify(given)])
  if (removed.length > 0) await change.query(REMOVE, [groupId, removed])
  const ids = [...given.map(({ userId }) => userId), ...removed, ...touched]
  await followMemberships(change, [...new Set(ids)])
}
