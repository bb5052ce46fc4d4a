import { type Role, takesTickets } from '../../domain/people.js'
import {
  followGroups,
  type HeldRoles,
  listGroupRoles,
  listWantedRoles,
  type Provisioning,
} from '../../domain/scim/roles.js'
import type { Change } from '../resources/change-facts.js'
import { readProvisioning } from '../scim/references.js'
import { keepAdmin } from '../users/keep-admin.js'
import { leaveDepartments } from '../users/leave-departments.js'

interface MemberRow {
  id: string
  email: string
  roles: Role[]
  granted: Role[]
  groups: string[]
  /** The directory has spoken of them, or a group has given them roles. */
  isFollowed: boolean
}

/** Those who are named; else those who belong to the directory, and whoever is in a group. */
const MEMBERS = `SELECT u.id, u.email, u.roles, coalesce(s.granted_roles, '{}') AS granted, s.user_id IS NOT NULL AS "isFollowed",
    ARRAY(SELECT g.name FROM group_member m
      JOIN user_group g ON g.organization_id = $1 AND g.id = m.group_id AND g.deleted_at IS NULL
      WHERE m.organization_id = $1 AND m.user_id = u.id) AS groups
  FROM app_user u LEFT JOIN scim_user s ON s.organization_id = $1 AND s.user_id = u.id
  WHERE u.organization_id = $1 AND u.deleted_at IS NULL AND s.unlinked_at IS NULL AND u.status IN ('active', 'inactive')
    AND u.id > $3 AND (CASE WHEN $2::uuid[] IS NOT NULL THEN u.id = ANY ($2)
      ELSE s.user_id IS NOT NULL OR EXISTS (
        SELECT 1 FROM group_member m WHERE m.organization_id = $1 AND m.user_id = u.id) END)
  ORDER BY u.id LIMIT $4`

const WRITE = `WITH given AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS given (id uuid, email text, before text[], roles text[], granted text[])),
  changed AS (
    UPDATE app_user u SET roles = given.roles, updated_at = now() FROM given
    WHERE u.organization_id = $1 AND u.id = given.id AND u.roles <> given.roles),
  noted AS (
    INSERT INTO scim_user (organization_id, user_id, user_name, granted_roles, linked_at, updated_at)
    SELECT $1, id, email, granted, clock_timestamp(), clock_timestamp() FROM given
    ON CONFLICT (organization_id, user_id) DO UPDATE
      SET granted_roles = excluded.granted_roles, updated_at = excluded.updated_at)
  SELECT audit_record($1, clock_timestamp(), $3::jsonb, $4::jsonb, 'user.update', 'ok', 'user', id::text, NULL,
    jsonb_build_object('roles', before), jsonb_build_object('roles', roles)) FROM given WHERE before <> roles`

const FIRST = '00000000-0000-0000-0000-000000000000'
const BATCH = 1_000

/**
 * Gives these people, or all, the roles of the groups that they are in now, whoever has put them there. Somebody whom no
 * directory knows and no group gives anything keeps what they have.
 */
export async function followMemberships(
  change: Change,
  ids: readonly string[] | null,
): Promise<void> {
  if (ids?.length === 0) return
  await keepAdmin(change, async () => {
    const provisioning = await readProvisioning(change)
    for (let after: string | undefined = FIRST; after !== undefined; ) {
      const rows: MemberRow[] = await change.query<MemberRow>(MEMBERS, [ids, after, BATCH])
      const given = rows.flatMap((row) => follow(change, provisioning, row))
      await write(change, given)
      after = rows.length < BATCH ? undefined : rows.at(-1)?.id
    }
  })
}

interface Given extends HeldRoles {
  id: string
  email: string
  before: readonly Role[]
}

/** Nothing where nothing changes. */
function follow(
  { actor }: Change,
  provisioning: Provisioning,
  { id, email, roles, granted, groups, isFollowed }: MemberRow,
): Given[] {
  const isOfDirectory = isFollowed || actor.kind === 'scim_token'
  if (!isOfDirectory && listGroupRoles(provisioning, groups).length === 0) return []
  const followed = followGroups({ roles, granted }, listWantedRoles(provisioning, groups))
  const isSame = `${followed.roles}/${followed.granted}` === `${roles}/${granted}`
  return isSame ? [] : [{ id, email, before: roles, ...followed }]
}

async function write(change: Change, given: readonly Given[]): Promise<void> {
  if (given.length === 0) return
  const { actor, origin } = change
  await change.query(WRITE, [given, actor, origin].map(toJson))
  for (const { id, before, roles } of given) {
    if (takesTickets({ roles: [...before] }) && !takesTickets({ roles: [...roles] })) {
      await leaveDepartments(change, id, 'all')
    }
  }
}

function toJson(value: unknown): string {
  return JSON.stringify(value)
}
