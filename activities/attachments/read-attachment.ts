import type { Database } from '../../src/database/pool.js'
import {
  FILE_TYPES,
  type FileKind,
  type FileTypeName,
  findFileType,
} from '../../src/domain/attachment/file-types.js'
import type { AttachmentRef } from '../../src/domain/attachment/processing.js'

/** A file that waits to be settled. */
export interface WaitingFile {
  incomingKey: string | null
  /** Chosen once, so that a repeated step writes over what an earlier one began. */
  storageKey: string
  webStorageKey: string
  size: number
  contentType: string
  /** As it was promised, if it was; as it is, once that was checked. */
  sha256: string | null
  type: FileTypeName
  kind: FileKind
}

interface Row {
  incomingKey: string | null
  storageKey: string
  webStorageKey: string
  size: string
  fileName: string
  contentType: string
  sha256: string | null
}

/** The keys are chosen at the first reading: whatever is stored, its row says where. */
const READ = `UPDATE attachment SET storage_key = coalesce(storage_key, gen_random_uuid()::text),
    web_storage_key = coalesce(web_storage_key, gen_random_uuid()::text)
  WHERE organization_id = $1 AND id = $2 AND status = 'processing' AND deleted_at IS NULL
  RETURNING incoming_key AS "incomingKey", storage_key AS "storageKey", web_storage_key AS "webStorageKey", size,
    file_name AS "fileName", content_type AS "contentType", sha256`

/** Undefined for one that was settled or deleted. Repeating it changes nothing. */
export async function readWaiting(
  db: Database,
  { organizationId, attachmentId }: AttachmentRef,
): Promise<WaitingFile | undefined> {
  const [row] = await db.of(organizationId).query<Row>(READ, [attachmentId])
  if (row === undefined) return undefined
  const { fileName, contentType, size, ...rest } = row
  const type = findFileType(fileName, contentType)
  if (type === undefined) throw new Error(`file ${attachmentId} is of no type that is taken`)
  const { kind } = FILE_TYPES[type]
  return { ...rest, contentType, size: Number(size), type, kind }
}

const IS_WAITING = `SELECT 1 AS one FROM attachment
  WHERE organization_id = $1 AND id = $2 AND status = 'processing' AND deleted_at IS NULL`

export async function isWaiting(
  db: Database,
  { organizationId, attachmentId }: AttachmentRef,
): Promise<boolean> {
  return (await db.of(organizationId).query(IS_WAITING, [attachmentId])).length > 0
}
