import type { Database } from '../../database/pool.js'
import { DomainError, refuseMissing } from '../../domain/errors.js'
import { isRefusal } from '../../domain/people/account.js'
import { setActive } from '../../domain/scim/account.js'
import { followGroups } from '../../domain/scim/roles.js'
import type { ScimUser } from '../../domain/scim/user.js'
import { findScimUser } from '../../read/scim/users.js'
import type { Author } from '../resources/change-facts.js'
import { leaveDepartments } from '../users/leave-departments.js'
import { readAccount } from './account-row.js'
import { changeDirectory } from './change-directory.js'

const CLOSE = `UPDATE app_user SET status = $3, helpdesk_authorized = $4, roles = $5, updated_at = now()
  WHERE organization_id = $1 AND id = $2`

const UNLINK = `INSERT INTO scim_user (
    organization_id, user_id, user_name, withdrawn, linked_at, updated_at, unlinked_at)
  VALUES ($1, $2, $3, $4, clock_timestamp(), clock_timestamp(), clock_timestamp())
  ON CONFLICT (organization_id, user_id) DO UPDATE SET granted_roles = '{}', withdrawn = excluded.withdrawn,
    updated_at = excluded.updated_at, unlinked_at = excluded.unlinked_at`

interface UserRemoval {
  id: string
  judge: (before: ScimUser) => void
}

/**
 * What the directory deletes is deactivated here: tickets keep their people. For the directory it is gone, and what came by it
 * goes with it; sent again, somebody of that name has this account again. Throws `not_found`, `last_admin`.
 */
export function removeUser(
  db: Database,
  author: Author,
  { id, judge }: UserRemoval,
): Promise<void> {
  return changeDirectory(db, author, async (change) => {
    const before = (await findScimUser(change, id)) ?? refuseMissing('user')
    judge(before)
    const held = await readAccount(change, id)
    const closed = setActive(held, false)
    if (isRefusal(closed)) throw new DomainError(closed)
    const { roles } = followGroups(held, [])
    await change.query(CLOSE, [id, closed.status, closed.isAuthorized, roles])
    await leaveDepartments(change, id, 'all')
    await change.query(
      `DELETE FROM group_member m USING scim_group s WHERE m.organization_id = $1 AND m.user_id = $2
         AND s.organization_id = $1 AND s.group_id = m.group_id`,
      [id],
    )
    await change.query(UNLINK, [id, before.userName, closed.isWithdrawn])
    const { createdAt: _made, updatedAt: _changed, ...shown } = before
    await change.audit({ action: 'user.deprovision', entity: 'user', entityId: id, before: shown })
  })
}
