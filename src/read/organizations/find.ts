import type { OrganizationView } from '../../contracts/organizations.js'
import type { OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'
import { refuseMissing } from '../../domain/errors.js'

const SELECT = `SELECT o.id, o.slug, o.name, o.domain, o.subscription_tier AS "subscriptionTier",
    ${selectInstant('o.created_at')} AS "createdAt" FROM organization o WHERE o.id = $1`

export async function readOrganization({
  query,
}: Pick<OrganizationDb, 'query'>): Promise<OrganizationView> {
  const [row] = await query<OrganizationView>(SELECT)
  return row ?? refuseMissing('organization')
}
