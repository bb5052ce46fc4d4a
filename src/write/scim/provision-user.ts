import { randomInt } from 'node:crypto'
import { type CheckedUser, checkUser } from '../../contracts/scim.js'
import type { Database } from '../../database/pool.js'
import { EMPLOYEE_CODES, formatEmployeeCode } from '../../domain/people/employee-code.js'
import { isTakenOver } from '../../domain/scim/account.js'
import type { ScimUser, UserFields } from '../../domain/scim/user.js'
import { findScimUser } from '../../read/scim/users.js'
import type { Author, Change } from '../resources/change-facts.js'
import { writeAccount } from './account-row.js'
import { changeDirectory } from './change-directory.js'
import { judgeAccount } from './judge-account.js'
import { findDepartment, findFreeNamesake } from './references.js'

/**
 * Gives somebody of the directory an account: a new one, or that which waits for its registration to be decided, or which the
 * directory had deleted. Throws `already_exists`, `forbidden`.
 */
export function provisionUser(db: Database, author: Author, given: UserFields): Promise<ScimUser> {
  const fields = checkUser(given)
  return changeDirectory(db, author, async (change) => {
    const free = await findFreeNamesake(change, fields)
    const id = free?.id ?? author.workId
    if (free === undefined) await insertAccount(change, id, fields)
    else if (isTakenOver(free)) await takeOver(change, id)
    const account = await judgeAccount(change, id, { ...fields, active: fields.active ?? true })
    const departmentId = await findDepartment(change, fields.department)
    await writeAccount(change, id, fields, account, departmentId)
    const user = await findScimUser(change, id)
    if (user === undefined) throw new Error(`no account ${id} was written`)
    const { createdAt: _made, updatedAt: _changed, ...after } = user
    await change.audit({ action: 'user.provision', entity: 'user', entityId: id, after })
    return user
  })
}

/** It has waited for the directory, which now says whether it is active. */
async function insertAccount(change: Change, id: string, fields: CheckedUser): Promise<void> {
  const code = fields.employeeCode ?? (await chooseCode(change))
  await change.query(
    `INSERT INTO app_user (organization_id, id, employee_code, email, email_verified_at, first_name, last_name, roles, status)
     VALUES ($1, $2, $3, $4, now(), $5, $6, '{}', 'inactive')`,
    [id, code, fields.email, fields.firstName, fields.lastName],
  )
  await noteWaiting(change, id, fields.userName)
}

/** Whoever has registered with the address may not be its owner: what they chose opens nothing. */
async function takeOver(change: Change, id: string): Promise<void> {
  await change.query(
    `UPDATE app_user SET status = 'inactive', helpdesk_authorized = false, roles = '{}', password_hash = NULL,
       email_verified_at = now()
     WHERE organization_id = $1 AND id = $2`,
    [id],
  )
  await noteWaiting(change, id, '')
}

async function noteWaiting({ query }: Change, id: string, userName: string): Promise<void> {
  await query(
    `INSERT INTO scim_user (organization_id, user_id, user_name, withdrawn, linked_at, updated_at)
     VALUES ($1, $2, $3, true, clock_timestamp(), clock_timestamp())
     ON CONFLICT (organization_id, user_id) DO UPDATE SET withdrawn = true`,
    [id, userName],
  )
}

async function chooseCode({ query }: Change): Promise<string> {
  for (;;) {
    const code = formatEmployeeCode(randomInt(EMPLOYEE_CODES))
    const taken = await query(
      'SELECT 1 FROM app_user WHERE organization_id = $1 AND employee_code = $2',
      [code],
    )
    if (taken.length === 0) return code
  }
}
