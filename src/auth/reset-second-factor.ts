import type { OrganizationDb } from '../database/pool.js'
import { removeTotp } from './totp.js'

const FIND =
  'SELECT id FROM app_user WHERE organization_id = $1 AND email = $2 AND deleted_at IS NULL'

/** By whoever runs the product, for somebody whom no admin can help. `unknown` is an address of nobody. */
export async function resetSecondFactor(
  db: OrganizationDb,
  email: string,
): Promise<'reset' | 'not_on' | 'unknown'> {
  const [user] = await db.query<{ id: string }>(FIND, [email.toLowerCase()])
  if (user === undefined) return 'unknown'
  const origin = { ip: null, userAgent: 'npm run org' }
  const isRemoved = await removeTotp(db, { ...user, actor: { kind: 'operator' }, origin })
  return isRemoved ? 'reset' : 'not_on'
}
