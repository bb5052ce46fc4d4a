import type { Database } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'

interface FileRow {
  type: string
  /** In base64. */
  content: string
}

const FIND = `SELECT file->>'type' AS type, file->>'content' AS content
  FROM dev_mail, jsonb_array_elements(attachments) file WHERE id = $1 AND file->>'name' = $2`

/** What came with a mail of the development mailbox. Throws `not_found`. */
export async function findMailFile(db: Database, mailId: string, name: string) {
  const [row] = await db.query<FileRow>(FIND, [mailId, name])
  if (row === undefined) return refuseMissing('file')
  return { type: row.type, bytes: new Uint8Array(Buffer.from(row.content, 'base64')) }
}
