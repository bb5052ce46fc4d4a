import type { Context } from 'hono'
import type { UploadView } from '../contracts/uploads.js'
import { MAX_SIZE } from '../domain/attachment/upload.js'
import type { AppDeps, AppEnv } from './env.js'
import { signedUrl } from './signed-url.js'

/** How long an address to send bytes to is good: for beginning, not for ending. */
const GOOD_FOR_SECONDS = 3_600

export interface Addressed {
  key: string
  size: number
  contentType: string
  retryToken: string
  received: number
}

/** Where the bytes are to be sent: straight to the store where it takes them, or to this server. */
export async function presentUpload(
  c: Context<AppEnv>,
  deps: AppDeps,
  { key, size, contentType, retryToken, received }: Addressed,
): Promise<UploadView> {
  const expires = Math.floor(deps.now() / 1_000) + GOOD_FOR_SECONDS
  const { intake } = deps.storage
  const file = { key, size, contentType }
  const url =
    intake.kind === 'direct'
      ? await intake.signPut(file, GOOD_FOR_SECONDS)
      : signedUrl(c, deps, { method: 'PUT', key, expires, path: `/uploads/${key}` })
  return {
    key,
    method: 'PUT',
    url,
    headers: { 'Content-Type': contentType },
    expiresAt: new Date(expires * 1_000).toISOString(),
    retryToken,
    maxSize: MAX_SIZE,
    received,
  }
}
