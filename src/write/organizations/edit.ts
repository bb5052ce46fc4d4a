import type { OrganizationPatch, OrganizationView } from '../../contracts/organizations.js'
import { foundingSlug } from '../../database/names.js'
import type { Database } from '../../database/pool.js'
import { alreadyExists } from '../../domain/organization/refusals.js'
import { readOrganization } from '../../read/organizations/find.js'
import { auditDifference } from '../resources/audit-difference.js'
import { type Author, type Change, changeFacts } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'

/** One slug for each organization, now and at its founding; two that ask for the same wait for each other. */
const HOLD_SLUGS = `SELECT pg_advisory_xact_lock(hashtextextended('slugs', 0)) WHERE $1::uuid IS NOT NULL`

const TAKEN = `SELECT 1 FROM organization o WHERE o.id <> $1 AND (o.slug = $2 OR ${foundingSlug('o')} = $2)`

/** What was not changed since the founding has no founding slug of its own. */
const UPDATE = `UPDATE organization o SET name = given.name, slug = given.slug, domain = given.domain,
    subscription_tier = given.subscription_tier, updated_at = now(),
    founding_slug = CASE WHEN given.slug = o.slug THEN o.founding_slug ELSE ${foundingSlug('o')} END
  FROM organization kept, jsonb_populate_record(kept, $2::jsonb) given WHERE o.id = $1 AND kept.id = $1`

/** Changes what is given and keeps the rest. Throws `already_exists` for another's slug. */
export function editOrganization(
  db: Database,
  author: Author,
  { subscriptionTier, ...given }: OrganizationPatch,
): Promise<OrganizationView> {
  return changeFacts(db, author, async (change) => {
    const before = await readOrganization(change)
    if (given.slug !== undefined) await refuseTakenSlug(change, given.slug)
    const columns = { ...given, subscription_tier: subscriptionTier }
    await change.query(UPDATE, [JSON.stringify(columns)])
    const after = await readOrganization(change)
    const audited = { action: 'organization.update', entity: 'organization', entityId: after.id }
    await auditDifference(change, audited, before, after)
    return after
  })
}

/** Throws `already_exists` for a slug that is, or once was, another organization's. */
export async function refuseTakenSlug({ query }: Pick<Change, 'query'>, slug: string) {
  await query(HOLD_SLUGS)
  const taken = await query<object>(TAKEN, [slug])
  if (taken.length > 0)
    refuseWith(alreadyExists(`The slug ${slug} is taken: choose another.`, { slug }))
}
