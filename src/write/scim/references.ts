import type { CheckedUser } from '../../contracts/scim.js'
import { refuse } from '../../domain/errors.js'
import type { AccountStatus, Role } from '../../domain/people.js'
import { isTakenOver } from '../../domain/scim/account.js'
import { listWantedRoles, type Provisioning } from '../../domain/scim/roles.js'
import { completeSettings, type Settings } from '../../domain/settings.js'
import type { Change } from '../resources/change-facts.js'

/** Whoever has one of the names that somebody is to have. */
interface Namesake {
  id: string
  status: AccountStatus
  isDeleted: boolean
  isUnlinked: boolean
}

const NAMESAKES = `SELECT u.id, u.status, u.deleted_at IS NOT NULL AS "isDeleted", s.unlinked_at IS NOT NULL AS "isUnlinked"
  FROM app_user u LEFT JOIN scim_user s ON s.organization_id = u.organization_id AND s.user_id = u.id
  WHERE u.organization_id = $1 AND u.id <> $5
    AND (u.email = $2 OR u.employee_code = $4 OR lower(coalesce(s.user_name, u.email)) = lower($3))
  LIMIT 2`

const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * Throws `already_exists` where a name is somebody else's. The account that nobody of the directory has, because its owner only
 * asked for it or because the directory has deleted it, is answered: it becomes theirs.
 */
export async function findFreeNamesake(
  { query }: Change,
  { email, userName, employeeCode }: CheckedUser,
  ownId = NOBODY,
): Promise<Namesake | undefined> {
  const names = [email, userName, employeeCode ?? null, ownId]
  const [first, ...others] = await query<Namesake>(NAMESAKES, names)
  if (first === undefined) return undefined
  const isFree = !first.isDeleted && (first.isUnlinked || isTakenOver(first))
  if (isFree && others.length === 0 && ownId === NOBODY) return first
  return refuse(
    'already_exists',
    first.isDeleted
      ? 'An admin has deleted the account of that name: an admin restores it.'
      : 'That userName, address or employee number is another account of the organization.',
  )
}

/** By code or name; undefined for one that is not here, and for none. */
export async function findDepartment(
  { query }: Change,
  named: string | undefined,
): Promise<string | undefined> {
  if (named === undefined) return undefined
  const [row] = await query<{ id: string }>(
    `SELECT id FROM department WHERE organization_id = $1 AND deleted_at IS NULL
       AND (lower(code) = lower($2) OR lower(name) = lower($2))
     ORDER BY lower(code) = lower($2) DESC, id LIMIT 1`,
    [named],
  )
  return row?.id
}

export async function readProvisioning({ query }: Change): Promise<Provisioning> {
  const [row] = await query<{ settings: Partial<Settings> }>(
    'SELECT settings FROM organization WHERE id = $1',
  )
  return completeSettings(row?.settings ?? {}).provisioning
}

/** What somebody's groups and the directory give them. */
export async function readWantedRoles(change: Change, id: string): Promise<Role[]> {
  const provisioning = await readProvisioning(change)
  const groups = await change.query<{ name: string }>(
    `SELECT g.name FROM group_member m
       JOIN user_group g ON g.organization_id = $1 AND g.id = m.group_id AND g.deleted_at IS NULL
     WHERE m.organization_id = $1 AND m.user_id = $2`,
    [id],
  )
  return listWantedRoles(
    provisioning,
    groups.map(({ name }) => name),
  )
}
