import type { StaffRecord } from '../../contracts/staff-store.js'
import type { Database } from '../../database/pool.js'
import { refuse } from '../../domain/errors.js'
import { ACCOUNT_NEWS } from '../../domain/people/account-news.js'
import type { Role } from '../../domain/people.js'
import type { Origin } from '../audit/record.js'
import { makePasswordLink } from '../users/mail-password-link.js'

interface Import {
  organizationId: string
  /** The account's; the same import again under it makes nobody twice. */
  id: string
  record: StaffRecord
  roles: readonly Role[]
  /** The admin. */
  by: string
  origin: Origin
  linkSecret: Buffer
}

/**
 * Lets them use the help desk, by an account of their own making or a new one, and answers its id. Whoever could not sign in to
 * it is mailed a link by which they set their password. Throws `already_exists` for a code or an address that somebody else
 * here has, with their id.
 */
export async function importPerson(
  db: Database,
  { linkSecret, ...given }: Import,
): Promise<string> {
  const link = makePasswordLink({ userId: given.id, news: 'welcome', from: null, linkSecret })
  const granted = { type: 'access_granted', by: ACCOUNT_NEWS.kinds.access_granted.by }
  const { kind, userId } = await db.call<{ kind: 'imported' | 'exists'; userId: string }>(
    'import_person',
    { ...given, link, granted },
  )
  if (kind === 'imported') return userId
  const { employeeCode } = given.record
  return refuse(
    'already_exists',
    `Somebody here has the employee code ${employeeCode}, or its address.`,
    { userId },
  )
}
