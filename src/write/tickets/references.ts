import type { OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import type { AttachmentStatus } from '../../domain/attachment/attachment.js'
import { incompleteUploads } from '../../domain/attachment/upload.js'
import { DomainError } from '../../domain/errors.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'

/** Throws `department_not_found` for one that is not there. */
export async function refuseUnknownDepartment(
  db: OrganizationDb,
  departmentId: string | null,
): Promise<void> {
  if (departmentId === null) return
  const rows = await db.query(
    'SELECT 1 FROM department WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL',
    [departmentId],
  )
  if (rows.length === 0) refuseUnknown('department', [departmentId])
}

interface Category {
  departmentId: string
  groupId: string | null
  isDeleted: boolean
}

/** Throws `category_not_found` for one that never was. */
export async function findCategory(db: OrganizationDb, categoryId: string): Promise<Category> {
  const [row] = await db.query<Category>(
    `SELECT department_id AS "departmentId", group_id AS "groupId", deleted_at IS NOT NULL AS "isDeleted"
     FROM category WHERE organization_id = $1 AND id = $2`,
    [categoryId],
  )
  return row ?? refuseUnknown('category', [categoryId])
}

interface Naming {
  userId: string
  keys: readonly string[]
  /** Files of this ticket may be named again. */
  ticketId?: string
  /** A draft may name files whose bytes are still coming. */
  isDraft?: boolean
}

const NAMED = `SELECT a.id, a.status FROM attachment a WHERE a.organization_id = $1 AND a.id = ANY ($2::uuid[])
  AND (is_to_be_attached(a, $3) OR (a.ticket_id = $4 AND a.message_id IS NULL AND a.deleted_at IS NULL))`

/** Throws `attachment_not_found` unless each is the uploader's own and of no use yet; `upload_incomplete` for a part. */
export async function refuseUnfitAttachments(
  db: Pick<OrganizationDb, 'query'>,
  { userId, keys, ticketId, isDraft = false }: Naming,
): Promise<void> {
  if (keys.length === 0) return
  const known = await db.query<{ id: string; status: AttachmentStatus }>(NAMED, [
    keys.filter(isUuid),
    userId,
    ticketId ?? null,
  ])
  const missing = keys.filter((key) => !known.some(({ id }) => id === key))
  if (missing.length > 0) refuseUnknown('attachment', missing)
  const uploading = known.filter(({ status }) => status === 'uploading').map(({ id }) => id)
  if (uploading.length > 0 && !isDraft) throw new DomainError(incompleteUploads(uploading))
}
