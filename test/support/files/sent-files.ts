import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { v7 as uuidv7 } from 'uuid'
import { FILE_TYPES, type FileTypeName } from '../../../src/domain/attachment/file-types.js'
import { openStorage } from '../../../src/storage/open.js'
import type { Storage } from '../../../src/storage/storage.js'
import type { World } from '../world.js'

interface Sending {
  type: FileTypeName
  content: Buffer | string
  who?: string
  fileName?: string
  /** What was said of it, where that is not true. */
  says?: { size?: number; sha256?: string }
}

export interface FileRow {
  id: string
  status: string
  reason: string | null
  progress: number | null
  variants: string[]
  storage_key: string | null
  web_storage_key: string | null
  incoming_key: string | null
  web_content_type: string | null
  web_size: string | null
  duration_ms: number | null
  sha256: string | null
}

/** Files of a world as they are when their last byte has come in: in its storage and in its database. */
export function createSentFiles(world: World) {
  let storage: Promise<Storage> | undefined
  const open = () => (storage ??= openStorage(world.config.storage))

  async function send({ type, content, who = 'requester', fileName, says = {} }: Sending) {
    const bytes = Buffer.from(content)
    const [organizationId, userId] = [await world.organizationId(), await world.userId(who)]
    const [id, key] = [uuidv7(), uuidv7()]
    const { extensions, contentTypes } = FILE_TYPES[type]
    const [contentType] = contentTypes
    await (await open()).put({ place: 'incoming', key }, Readable.from([bytes]), {
      size: bytes.length,
      contentType,
    })
    await world.db.query(
      `INSERT INTO attachment (organization_id, id, uploaded_by_id, file_name, size, content_type, sha256, incoming_key, status, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'uploading', now())`,
      [
        organizationId,
        id,
        userId,
        fileName ?? `file.${extensions[0]}`,
        says.size ?? bytes.length,
        contentType,
        says.sha256 ?? null,
        key,
      ],
    )
    await world.db.call('receive_upload', {
      organizationId,
      id,
      key,
      at: new Date().toISOString(),
      origin: {},
    })
    return id
  }

  async function read(id: string): Promise<FileRow> {
    const [row] = await world.db.query<FileRow>('SELECT * FROM attachment WHERE id = $1', [id])
    if (row === undefined) throw new Error(`no file ${id}`)
    return row
  }

  return {
    open,
    send,
    read,
    /** Once it is settled, and nothing is left of it that nobody can have. */
    settled: (id: string, withinMs = 30_000): Promise<FileRow> =>
      world.until(async () => {
        const row = await read(id)
        return !['uploading', 'processing'].includes(row.status) && row.incoming_key === null && row
      }, withinMs),
    bytes: async (key: string | null): Promise<Buffer> => {
      const found = await (await open()).get({ place: 'kept', key: key ?? '' })
      if (found === undefined) throw new Error(`nothing is kept under ${key}`)
      return Buffer.concat(await found.stream.toArray())
    },
    /** Every file below the world's own folder, but what is not about files. */
    everything: async (): Promise<string[]> => {
      const { folder } = world.config.storage
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
    },
    audited: async (id: string) =>
      world.db.query<{ action: string; after: Record<string, unknown> }>(
        `SELECT e.action, d.after FROM audit_entry e JOIN audit_detail d ON d.audit_id = e.id
         WHERE e.entity = 'attachment' AND e.entity_id = $1 ORDER BY e.id`,
        [id],
      ),
  }
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
