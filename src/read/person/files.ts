import { selectInstant } from '../../database/rows.js'
import type { Part } from './part.js'

/** Something that somebody has uploaded; its bytes are there under the key, where it has one. */
export interface UploadedFile {
  id: string
  fileName: string
  size: number
  contentType: string
  status: string
  ticketId: string | null
  messageId: string | null
  createdAt: string
  deletedAt: string | null
  storageKey: string | null
}

/** What nobody may have, because it was not judged or not well, has no key. */
export const FILES: Part = {
  name: 'files',
  key: 'a.id',
  select: `a.id, a.file_name AS "fileName", a.size, a.content_type AS "contentType", a.status, a.ticket_id AS "ticketId",
    a.message_id AS "messageId", ${selectInstant('a.created_at')} AS "createdAt",
    ${selectInstant('a.deleted_at')} AS "deletedAt",
    CASE WHEN a.status = 'ok' AND a.deleted_at IS NULL THEN a.storage_key END AS "storageKey"`,
  from: 'FROM attachment a WHERE a.organization_id = $1 AND a.uploaded_by_id = $2',
}
