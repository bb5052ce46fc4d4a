import type { OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import type { AttachmentStatus } from '../../domain/attachment/attachment.js'

export interface PendingUpload {
  id: string
  status: AttachmentStatus
  size: number
  contentType: string
  /** Where the bytes of the last try are. */
  incomingKey: string | null
  uploadedById: string
  retryTokenHash: string | null
}

const SELECT = `SELECT a.id, a.status, a.size::float8 AS size, a.content_type AS "contentType",
    a.incoming_key AS "incomingKey", a.uploaded_by_id AS "uploadedById", a.retry_token_hash AS "retryTokenHash"
  FROM attachment a WHERE a.organization_id = $1 AND a.id = $2 AND a.deleted_at IS NULL`

/** A file that comes in, or has come; undefined where there is none. */
export async function findUpload(
  db: OrganizationDb,
  key: string,
): Promise<PendingUpload | undefined> {
  if (!isUuid(key)) return undefined
  const [row] = await db.query<PendingUpload>(SELECT, [key])
  return row
}
