import type { Database } from '../database/pool.js'
import type { Origin } from '../write/audit/record.js'
import { changeAudited } from '../write/resources/change-facts.js'
import { mailPasswordLink } from '../write/users/mail-password-link.js'
import type { KeyRing } from './keys.js'

interface ForgotDeps {
  db: Database
  keys: Pick<KeyRing, 'linkSecret'>
}

/** Whoever is rejected or deactivated has no use for a password. */
const OWNERS = `SELECT u.id, u.organization_id FROM app_user u JOIN organization o ON o.id = u.organization_id
  WHERE (u.email = $3 OR u.employee_code IN ($1, $4)) AND ($2::text IS NULL OR o.slug = $2)
    AND o.active AND u.deleted_at IS NULL AND u.status IN ('active', 'pending') ORDER BY u.id LIMIT 10`

/** Mails a link to the owners of that login, in each of its organizations. Nobody is told whether there are any. */
export async function mailForgottenPassword(
  { db, keys: { linkSecret } }: ForgotDeps,
  { login, organization }: { login: string; organization?: string | undefined },
  origin: Origin,
): Promise<void> {
  const typed = login.trim()
  const owners = await db.query<{ id: string; organization_id: string }>(OWNERS, [
    typed,
    organization ?? null,
    typed.toLowerCase(),
    typed.toUpperCase(),
  ])
  for (const { id: userId, organization_id } of owners) {
    const actor = { kind: 'system' } as const
    const author = { organizationId: organization_id, actor, origin, workId: userId } // nothing is named by it
    await changeAudited(db, author, async (change) => {
      await mailPasswordLink(change, {
        ...{ userId, news: 'password_reset', from: origin.ip, linkSecret },
      })
      await change.audit({ action: 'auth.password_forgot', entity: 'user', entityId: userId })
    })
  }
}
