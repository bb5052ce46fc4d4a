import type { Database } from '../database/pool.js'
import { DomainError } from '../domain/errors.js'
import { ACCOUNT_NEWS } from '../domain/people/account-news.js'
import { refusePassword } from '../domain/people/passwords.js'
import type { Origin } from '../write/audit/record.js'

/** Whose password it is, and what everybody knows of them. */
export interface PasswordOwner {
  organizationId: string
  userId: string
  email: string
  employeeCode: string
  own: string[]
}

/** For a row of `app_user` called `u` and its organization `o`. */
export const OWNER_COLUMNS = `u.organization_id AS "organizationId", u.id AS "userId", u.email,
    u.employee_code AS "employeeCode", ARRAY[u.email, u.first_name, u.last_name, o.slug, o.name] AS own`

/** Throws what is against it. */
export function requirePassword(password: string, { own }: PasswordOwner): void {
  const weakness = refusePassword(password, own, 'newPassword')
  if (weakness !== undefined) throw new DomainError(weakness)
}

interface NewPassword {
  owner: PasswordOwner
  passwordHash: string
  /** What entitles to it: a token that was mailed, or the password before. */
  by: { tokenHash: string } | { replacedHash: string }
  origin: Origin
}

/** Whether it was set: not when what entitles to it is gone meanwhile. */
export async function setPassword(
  db: Database,
  { owner: { organizationId, userId }, passwordHash, by, origin }: NewPassword,
): Promise<boolean> {
  const { kind } = await db.call<{ kind: 'set' | 'gone' }>('set_password', {
    organizationId,
    userId,
    passwordHash,
    ...by,
    origin,
    action: 'tokenHash' in by ? 'auth.password_reset' : 'auth.password_change',
    news: { type: 'password_changed', by: ACCOUNT_NEWS.kinds.password_changed.by },
  })
  return kind === 'set'
}
