import type { UploadView } from '../../src/contracts/uploads.js'
import type { World } from './world.js'

export const TEXT = { fileName: 'note.txt', contentType: 'text/plain' }

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
    /** The key of a file whose bytes are in. */
    upload: async (who: string, content: string | Buffer = 'hello', over: object = {}) => {
      const target = await request(who, content, over)
      const answer = await send(target, content)
      if (answer.status !== 200) throw new Error(await answer.text())
      return target.key
    },
    /** As the processing leaves it: its bytes where they can be had. */
    settle: async (key: string, status: 'ok' | 'failed' | 'infected' = 'ok') => {
      await world.owner.query(
        `UPDATE attachment SET status = $2, variants = CASE WHEN $2 = 'ok' THEN ARRAY['original'] ELSE '{}' END,
           settled_at = now(), reason = CASE WHEN $2 = 'ok' THEN NULL ELSE $2 END WHERE id = $1`,
        [key, status],
      )
    },
  }
}
