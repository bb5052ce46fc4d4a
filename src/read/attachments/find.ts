import type { AttachmentView } from '../../contracts/attachments.js'
import type { OrganizationDb } from '../../database/pool.js'
import { ATTACHMENT } from '../../database/rows.js'
import { isUuid } from '../../database/uuid.js'
import { type FileMessage, type FileSubject, mayReadFile } from '../../domain/attachment/access.js'
import type { Variant } from '../../domain/attachment/attachment.js'
import { refuseMissing } from '../../domain/errors.js'
import type { Person } from '../../domain/people.js'
import { chooseReader, type Reader } from '../kb/article-rows.js'
import { seesArticleFile } from '../kb/sees-file.js'
import { findStanding } from '../tickets/find.js'
import { seesWorkOrder } from '../work-orders/sees.js'

export interface StoredVariant {
  /** Under which its bytes are kept. */
  key: string
  size: number
  contentType: string
}

export interface AttachmentRecord {
  view: AttachmentView
  /** Of those that can be had. */
  variants: Partial<Record<Variant, StoredVariant>>
  subject: FileSubject
}

interface Row {
  view: AttachmentView
  original: StoredVariant | null
  web: StoredVariant | null
  message: FileMessage | null
  /** null: it is of no visit. */
  workOrderId: string | null
  /** null: it is of no article. */
  articleId: string | null
}

const COLUMNS = `${ATTACHMENT} AS view, a.article_id AS "articleId",
  (SELECT j.work_order_id FROM job j WHERE j.organization_id = a.organization_id AND j.id = a.job_id) AS "workOrderId",
  CASE WHEN 'original' = ANY (a.variants) THEN jsonb_build_object(
    'key', a.storage_key, 'size', a.size, 'contentType', a.content_type) END AS original,
  CASE WHEN 'web' = ANY (a.variants) THEN jsonb_build_object(
    'key', a.web_storage_key, 'size', a.web_size, 'contentType', a.web_content_type) END AS web,
  CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('version', m.version, 'visibility', m.visibility,
    'at', to_char(m.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END AS message`
const BY_ID = `SELECT ${COLUMNS} FROM attachment a
  LEFT JOIN message m ON m.organization_id = a.organization_id AND m.id = a.message_id
  WHERE a.organization_id = $1 AND a.id = $2 AND a.deleted_at IS NULL`

/** The file, if this person may read it; else `not_found`, whatever the reason. */
export async function readAttachment(
  db: OrganizationDb,
  viewer: Person,
  id: string,
): Promise<AttachmentRecord> {
  const row = isUuid(id) ? (await db.query<Row>(BY_ID, [id]))[0] : undefined
  if (row === undefined) return refuseMissing('file')
  const { view, message } = row
  const standing = view.ticketId === null ? null : await findStanding(db, viewer, view.ticketId)
  if (standing === undefined) return refuseMissing('file')
  const ticket = standing?.state ?? null
  const seesHolder = await findHolder(db, viewer, row)
  const subject = { uploadedById: view.uploadedBy.id, ticket, message, seesHolder }
  return mayReadFile(viewer, subject) ? record(row, subject) : refuseMissing('file')
}

/** Whether they see the visit or the article that has it; null where none does. */
async function findHolder(db: OrganizationDb, viewer: Person, row: Row): Promise<boolean | null> {
  const { workOrderId, articleId, view } = row
  if (workOrderId !== null) return seesWorkOrder(db, viewer, workOrderId)
  if (articleId === null) return null
  return seesArticleFile(db, chooseReader(viewer), { articleId, id: view.id })
}

/** The file of an article that this reader reads; else `not_found`. */
export async function readArticleFile(
  db: OrganizationDb,
  reader: Reader,
  { articleId, id }: { articleId: string; id: string },
): Promise<AttachmentRecord> {
  const row = isUuid(id) ? (await db.query<Row>(BY_ID, [id]))[0] : undefined
  if (row?.articleId !== articleId || !(await seesArticleFile(db, reader, { articleId, id }))) {
    return refuseMissing('file')
  }
  return record(row, { ...NOBODYS, uploadedById: row.view.uploadedBy.id, seesHolder: true })
}

const NOBODYS = { ticket: null, message: null, seesHolder: null }

function record({ view, original, web }: Row, subject: FileSubject): AttachmentRecord {
  const variants = { ...(original && { original }), ...(web && { web }) }
  return { view, variants, subject }
}

const AVATAR = `SELECT ${COLUMNS} FROM app_user u
  JOIN attachment a ON a.organization_id = u.organization_id AND a.id = u.avatar_id AND a.deleted_at IS NULL
  LEFT JOIN message m ON false
  WHERE u.organization_id = $1 AND u.id = $2`

/** A user's picture, which everybody of the organization sees; else `not_found`. */
export async function readAvatar(db: OrganizationDb, userId: string): Promise<AttachmentRecord> {
  const row = isUuid(userId) ? (await db.query<Row>(AVATAR, [userId]))[0] : undefined
  if (row === undefined) return refuseMissing('picture')
  return record(row, { ...NOBODYS, uploadedById: userId })
}
