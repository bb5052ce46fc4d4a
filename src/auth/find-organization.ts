import type { Database } from '../database/pool.js'
import { refuse } from '../domain/errors.js'

export interface FoundOrganization {
  id: string
  slug: string
  name: string
  domain: string | null
  /** There is no other. */
  isOnly: boolean
}

const FIND = `SELECT id, slug, name, domain, (SELECT count(*) FROM (SELECT 1 FROM organization WHERE active LIMIT 2) active) = 1
    AS "isOnly"
  FROM organization WHERE active AND ($1::text IS NULL OR slug = $1) LIMIT 2`

/** The organization that somebody unknown names, or the only one. */
export async function findOrganization(
  db: Database,
  slug: string | undefined,
): Promise<FoundOrganization> {
  const [found, another] = await db.query<FoundOrganization>(FIND, [slug ?? null])
  if (found === undefined) return refuse('not_found', 'There is no such organization.')
  if (another === undefined) return found
  return refuse('organization_required', 'Say which organization; there are several.')
}
