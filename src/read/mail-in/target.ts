import { openMailToken } from '../../auth/mail-tokens.js'
import type { Database } from '../../database/pool.js'
import { readRecipient } from '../../domain/mail-in/recipient.js'

const DEPARTMENT = `SELECT g.id FROM organization g JOIN department d ON d.organization_id = g.id
  WHERE g.slug = $1 AND g.active AND d.deleted_at IS NULL AND lower(d.code) = $2 LIMIT 1`
const ORGANIZATION = 'SELECT g.id FROM organization g WHERE g.slug = $1 AND g.active'

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
  const [row] = await db.query<{ id: string }>(ORGANIZATION, [slug])
  if (row === undefined) return undefined
  const ticketId = openMailToken(secrets, row.id, recipient.token)
  return ticketId === undefined ? undefined : row.id
}
