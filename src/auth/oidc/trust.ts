import type { Database } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import type { Trust } from '../../domain/people/identity.js'

const READ = `SELECT o.domain, coalesce(o.slug = $2 AND $3::boolean, false) AS "trustsAddresses",
    coalesce(o.slug = $2, NOT EXISTS (SELECT 1 FROM organization other WHERE other.id <> $1 AND other.active)) AS "isOwnProvider"
  FROM organization o WHERE o.id = $1 AND o.active`

/**
 * The provider is an organization's own where the settings say so, or where there is no other organization. That its
 * addresses are to be trusted is said of the one organization that the settings name.
 */
export async function readTrust(
  db: Database,
  organizationId: string,
  { organization, trustsAddresses }: { organization: string | undefined; trustsAddresses: boolean },
): Promise<Trust> {
  const [trust] = await db
    .of(organizationId)
    .query<Trust>(READ, [organization ?? null, trustsAddresses])
  return trust ?? refuseMissing('organization')
}
