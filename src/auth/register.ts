import { randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../database/pool.js'
import { DomainError } from '../domain/errors.js'
import { ACCOUNT_NEWS, type AccountNewsType } from '../domain/people/account-news.js'
import { EMPLOYEE_CODES, formatEmployeeCode } from '../domain/people/employee-code.js'
import { refusePassword } from '../domain/people/passwords.js'
import { refuseUnknown } from '../domain/ticket/refusals.js'
import type { Origin } from '../write/audit/record.js'
import { findOrganization } from './find-organization.js'
import type { Passwords } from './passwords.js'

export interface Registration {
  email: string
  password: string
  firstName: string
  lastName: string
  organization?: string | undefined
  departmentId?: string | undefined
}

const news = (type: AccountNewsType, to: 'registrant' | 'admins' | 'owner' | 'restorers') => ({
  type,
  to,
  by: ACCOUNT_NEWS.kinds[type].by,
})

const NEWS = [
  news('registration_received', 'registrant'),
  news('registration_pending', 'admins'),
  news('registration_repeated', 'owner'),
  news('registration_of_deleted', 'restorers'),
]

/** A code that somebody has is drawn again; that this many are is as good as impossible. */
const MOST_DRAWS = 5

interface RegisterDeps {
  db: Database
  passwords: Passwords
}

/**
 * Registers somebody, and answers the code by which they may sign in once it is approved. Whoever registers a known address
 * hears the same, after as much work, and is given a code that nobody has.
 */
export async function register(
  { db, passwords }: RegisterDeps,
  { organization, password, ...given }: Registration,
  origin: Origin,
): Promise<string> {
  const { id: organizationId, slug, name } = await findOrganization(db, organization)
  const weakness = refusePassword(password, [
    ...[given.email, given.firstName, given.lastName],
    ...[slug, name],
  ])
  if (weakness !== undefined) throw new DomainError(weakness)
  const passwordHash = await passwords.hash(password)
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const employeeCode = formatEmployeeCode(randomInt(EMPLOYEE_CODES))
    const { kind } = await db.call<{
      kind: 'registered' | 'known' | 'code_taken' | 'department_not_found'
    }>('register_account', {
      ...given,
      organizationId,
      passwordHash,
      employeeCode,
      origin,
      id: uuidv7(),
      news: NEWS,
    })
    if (kind === 'department_not_found') refuseUnknown('department', [given.departmentId ?? ''])
    if (kind !== 'code_taken') return employeeCode
  }
  throw new Error('no employee code was free')
}
