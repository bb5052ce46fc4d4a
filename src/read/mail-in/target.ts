import { openMailToken } from '../../auth/mail-tokens.js'
import type { Database } from '../../database/pool.js'
import { readRecipient } from '../../domain/mail-in/recipient.js'

const DEPARTMENT = `SELECT g.id FROM organization g JOIN department d ON d.organization_id = g.id
  WHERE g.slug = $1 AND g.active AND d.deleted_at IS NULL AND lower(d.code) = $2 LIMIT 1`
/** What is answered may have been sent when it was called otherwise: the one of that name first. */
const ORGANIZATIONS =
  'SELECT g.id FROM organization g WHERE g.active ORDER BY g.slug <> $1, g.id LIMIT 1000'

/** The organization that an address is of; undefined for one that is not ours. */
export async function findMailTarget(
  db: Database,
  address: string,
  { domain, secrets }: { domain: string; secrets: readonly Buffer[] },
): Promise<string | undefined> {
  const recipient = readRecipient(address, domain)
  if (recipient === undefined) return undefined
  const { organizationSlug: slug } = recipient
  if (recipient.kind === 'department') {
    const [row] = await db.query<{ id: string }>(DEPARTMENT, [slug, recipient.code])
    return row?.id
  }
  const { token } = recipient
  const organizations = await db.query<{ id: string }>(ORGANIZATIONS, [slug])
  return organizations.find(({ id }) => openMailToken(secrets, id, token) !== undefined)?.id
}
