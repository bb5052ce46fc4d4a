import type { OrganizationDb } from '../../database/pool.js'
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

/** Throws `attachment_not_found` unless each is the uploader's own and attached nowhere, or to this ticket alone. */
export async function refuseUnknownAttachments(
  db: OrganizationDb,
  userId: string,
  keys: readonly string[],
  ticketId: string | null = null,
): Promise<void> {
  if (keys.length === 0) return
  const known = await db.query<{ id: string }>(
    `SELECT id FROM attachment WHERE organization_id = $1 AND id::text = ANY($2) AND uploaded_by_id = $3
       AND (ticket_id IS NULL OR ticket_id = $4) AND deleted_at IS NULL`,
    [keys, userId, ticketId],
  )
  const missing = keys.filter((key) => !known.some(({ id }) => id === key))
  if (missing.length > 0) refuseUnknown('attachment', missing)
}
