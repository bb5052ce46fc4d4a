import type { Context } from 'hono'
import { z } from 'zod'
import { findOrganization } from '../../../../auth/find-organization.js'
import type { OrganizationDb } from '../../../../database/pool.js'
import { measureReach } from '../../../../domain/kb/visibility.js'
import type { AppDeps, AppEnv } from '../../../env.js'
import { callerNetwork } from '../../../middleware/rate-limit.js'
import { idParam } from '../../../route.js'

export const REACH = measureReach('public')
export const ANYBODY = { kind: 'reader', reach: REACH } as const
/** What is narrowed or taken back is gone from caches after so long. */
const MAX_AGE_SECONDS = 60

export const organizationParam = z.strictObject({
  organization: z.string().meta({ description: 'The short name of the organization' }),
})
export const articleParam = organizationParam.extend(idParam.shape)

/** The organization of the path, for somebody unknown: their network has so much of it. */
export async function enter(
  c: Context<AppEnv>,
  { db, budgets }: AppDeps,
  slug: string,
): Promise<OrganizationDb> {
  await budgets.addresses(c, callerNetwork(c))
  const { id } = await findOrganization(db, slug)
  return db.of(id)
}

export function allowCaching(c: Context<AppEnv>): void {
  c.header('Cache-Control', `public, max-age=${MAX_AGE_SECONDS}`)
}

/** The members that a schema has, and no other: nothing of those who write leaves by these routes. */
export function pick<T extends z.ZodObject>(schema: T, from: object): z.infer<T> {
  const members = Object.entries(from).filter(([name]) => name in schema.shape)
  return schema.parse(Object.fromEntries(members)) as z.infer<T> // zod does not tell it of a schema that is given
}
