import { Readable } from 'node:stream'
import type { Context } from 'hono'
import type { Variant } from '../domain/attachment/attachment.js'
import { renameExtension } from '../domain/attachment/file-name.js'
import type { StoredVariant } from '../read/attachments/find.js'
import { readRange } from './byte-range.js'
import { attachmentDisposition } from './content-disposition.js'
import type { AppDeps, AppEnv } from './env.js'

export interface FileToSend {
  id: string
  fileName: string
  variant: Variant
  stored: StoredVariant
  /** Called before any of its bytes leave; whether its first is among them. */
  onSend?: (isFromStart: boolean) => Promise<void>
}

/** What was made here is what it says it is; what somebody sent is bytes, whatever it says. */
const MADE_HERE: Readonly<Record<string, string>> = { 'image/webp': 'webp', 'video/mp4': 'mp4' }

/** All of it or the part that is asked for, as RFC 9110 has it, to be saved and never shown by a page of ours. */
export async function sendFile(
  c: Context<AppEnv>,
  { storage }: AppDeps,
  { id, fileName, variant, stored, onSend }: FileToSend,
): Promise<Response> {
  const etag = `"${id}-${variant}"`
  const extension = variant === 'web' ? MADE_HERE[stored.contentType] : undefined
  const name = extension === undefined ? fileName : renameExtension(fileName, extension)
  const headers = {
    'Content-Type': extension === undefined ? 'application/octet-stream' : stored.contentType,
    'Content-Disposition': attachmentDisposition(name),
    'Content-Security-Policy': 'sandbox',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-cache', // kept, and asked for each time: who may read it may change
    'Accept-Ranges': 'bytes',
    ETag: etag,
  }
  if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
  const ifRange = c.req.header('if-range') ?? etag
  const range = ifRange === etag ? readRange(c.req.header('range'), stored.size) : undefined
  const { first, last } = range ?? { first: 0, last: stored.size - 1 }
  const all = {
    ...headers,
    'Content-Length': String(last - first + 1),
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${stored.size}` }),
  }
  const status = range === undefined ? 200 : 206
  if (c.req.method === 'HEAD') return c.body(null, status, all)
  const content = await storage.get({ place: 'kept', key: stored.key }, { range })
  if (content === undefined) throw new Error(`the bytes of the file ${id} are gone`)
  await onSend?.(first === 0)
  // the same streams, by the names of two standard libraries
  return c.body(Readable.toWeb(content.stream) as ReadableStream, status, all)
}

function isKnown(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}
