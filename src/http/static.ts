import { createHash } from 'node:crypto'
import type { Context } from 'hono'

/** Long enough to spare the server a page's reloads, short enough for the next version to be seen soon. */
const CACHE_CONTROL = 'public, max-age=300'

/** Answers what never changes while the process lives: made once, and known to caches by its `ETag`. */
export function serveStatic(content: string | Uint8Array<ArrayBuffer>, type: string) {
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`
  return (c: Context) => {
    c.header('Cache-Control', CACHE_CONTROL)
    c.header('ETag', etag)
    if (c.req.header('if-none-match') === etag) return c.body(null, 304)
    return c.body(content, 200, { 'Content-Type': type })
  }
}
