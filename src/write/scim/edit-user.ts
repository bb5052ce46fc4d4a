import { checkUser } from '../../contracts/scim.js'
import type { Database } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import type { Members } from '../../domain/scim/match.js'
import { readUser } from '../../domain/scim/read-user.js'
import { presentUser, type ScimUser } from '../../domain/scim/user.js'
import { findScimUser } from '../../read/scim/users.js'
import { auditDifference } from '../resources/audit-difference.js'
import type { Author, Change } from '../resources/change-facts.js'
import { writeAccount } from './account-row.js'
import { changeDirectory } from './change-directory.js'
import { judgeAccount } from './judge-account.js'
import { findDepartment, findFreeNamesake } from './references.js'

export interface UserEdit {
  id: string
  /** Throws where the request is about another state of it. */
  judge: (before: ScimUser) => void
  /** The resource as it is to be. */
  edit: (before: Members) => Members
}

/** Throws `not_found`, `already_exists`, `forbidden`, `last_admin`. The same again changes nothing. */
export function editUser(db: Database, author: Author, asked: UserEdit): Promise<ScimUser> {
  return changeDirectory(db, author, async (change) => {
    const before = (await findScimUser(change, asked.id)) ?? refuseMissing('user')
    asked.judge(before)
    await write(change, before, asked.edit)
    const after = (await findScimUser(change, before.id)) ?? refuseMissing('user')
    await auditDifference(
      change,
      { action: 'user.update', entity: 'user', entityId: before.id },
      before,
      { ...after, updatedAt: before.updatedAt },
    )
    return after
  })
}

async function write(change: Change, before: ScimUser, edit: UserEdit['edit']): Promise<void> {
  const { id } = before
  const resource = presentUser(before, (path) => path)
  const fields = checkUser(readUser(edit(resource), resource, before.said))
  await findFreeNamesake(change, fields, id)
  const account = await judgeAccount(change, id, fields)
  const departmentId = await findDepartment(change, fields.department)
  await writeAccount(change, id, fields, account, departmentId)
}
