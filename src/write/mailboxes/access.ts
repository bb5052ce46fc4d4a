import { type SealKeys, unseal } from '../../auth/seal.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { MailboxAccess } from './mailbox-server.js'
import { openKept } from './open-kept.js'

const ACCESS = `SELECT host, port, secure, login AS "user", auth, secret, folder
  FROM mailbox WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`

/** With its secret opened where it is there, and its key is; undefined where there is no such mailbox. */
export async function readMailboxAccess(
  db: OrganizationDb,
  id: string,
  keys: SealKeys,
): Promise<MailboxAccess | undefined> {
  const [row] = await db.query<MailboxAccess>(ACCESS, [id])
  return row && { ...row, secret: openKept(row.secret, (kept) => unseal(kept, id, keys)) }
}
