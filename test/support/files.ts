import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { UploadView } from '../../src/contracts/uploads.js'
import type { World } from './world.js'

export const TEXT = { fileName: 'note.txt', contentType: 'text/plain' }

interface WebVariant {
  content: string
  contentType: string
}

/** Sending files in, as a client does. */
export function createUploads(world: World) {
  const request = async (who: string, content: string | Buffer, over: object = {}) => {
    const size = Buffer.byteLength(content)
    const body = { ...TEXT, size, ...over }
    const answer = await world.call<UploadView>(who, 'POST', '/uploads/request', body)
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
    return answer.body
  }
  const send = (
    { url, headers }: Pick<UploadView, 'url' | 'headers'>,
    content: string | Buffer | ReadableStream,
    over: Record<string, string> = {},
  ) => {
    const length: Record<string, string> =
      content instanceof ReadableStream
        ? {}
        : { 'Content-Length': String(Buffer.byteLength(content)) }
    const all = { ...headers, ...length, ...over }
    // a stream as a body needs it said, which the types of the DOM do not know
    const init = { method: 'PUT', headers: all, body: content, duplex: 'half' } as RequestInit
    return world.app.request(url, init)
  }
  return {
    request,
    send,
    /** As the database has it. */
    row: async (key: string) => {
      const [found] = await world.db.query<Record<string, any>>(
        'SELECT * FROM attachment WHERE id = $1',
        [key],
      )
      return found
    },
    /** The key of a file whose bytes are in. */
    upload: async (who: string, content: string | Buffer = 'hello', over: object = {}) => {
      const target = await request(who, content, over)
      const answer = await send(target, content)
      if (answer.status !== 200) throw new Error(await answer.text())
      return target.key
    },
    /** As the processing leaves it: the bytes of what is ok are where they can be had. */
    settle: async (key: string, status: 'ok' | 'failed' | 'infected' = 'ok', web?: WebVariant) => {
      const keep = async (content: Buffer, contentType: string) => {
        const file = { place: 'kept' as const, key: randomUUID() }
        await world.storage.put(file, Readable.from([content]), {
          size: content.length,
          contentType,
        })
        return file.key
      }
      const [row] = await world.db.query<{ incoming: string; type: string }>(
        'SELECT incoming_key AS incoming, content_type AS type FROM attachment WHERE id = $1',
        [key],
      )
      const incoming = { place: 'incoming' as const, key: row?.incoming ?? '' }
      const found = await world.storage.get(incoming)
      const original = await buffer(found?.stream ?? Readable.from([]))
      await world.storage.delete(incoming)
      const isOk = status === 'ok'
      const kept = isOk ? await keep(original, row?.type ?? '') : null
      const keptWeb =
        web === undefined ? null : await keep(Buffer.from(web.content), web.contentType)
      const variants = isOk ? ['original', ...(web === undefined ? [] : ['web'])] : []
      await world.owner.query(
        `UPDATE attachment SET status = $2, variants = $3, storage_key = $4, web_storage_key = $5, web_size = $6,
           web_content_type = $7, incoming_key = NULL, settled_at = now() WHERE id = $1`,
        [
          key,
          status,
          variants,
          kept,
          keptWeb,
          web?.content.length ?? null,
          web?.contentType ?? null,
        ],
      )
    },
  }
}

/** Files of tickets, and what there is to be read of them. */
export function createFiles(world: World) {
  const uploads = createUploads(world)
  const { upload, settle } = uploads
  /** An ok file on a filed ticket. */
  async function attached(content = 'hello', over: object = {}) {
    const key = await upload('requester', content, over)
    await settle(key)
    const { id } = await world.file('requester', { attachments: [key] })
    return { key, ticketId: id }
  }
  const read = async (who: string, id: string) =>
    (await world.call(who, 'GET', `/attachments/${id}`)).status
  /** What the audit log has about it, in order: what was done, by whom, and from what to what. */
  const audited = async (id: string) =>
    (
      await world.db.query<{ said: string[] }>(
        `SELECT ARRAY[e.action, coalesce(u.email, e.actor->>'kind'), d.before->>'fileName', d.before->>'status',
           d.before->>'avatar', d.after->>'avatar'] AS said
         FROM audit_entry e LEFT JOIN audit_detail d ON d.audit_id = e.id
           LEFT JOIN app_user u ON u.id::text = e.actor->>'id'
         WHERE e.entity_id = $1 ORDER BY e.id`,
        [id],
      )
    ).map(({ said }) => said.filter((word) => word !== null).join(' '))
  return { ...uploads, attached, read, audited }
}
