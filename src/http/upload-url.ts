import type { Context } from 'hono'
import { signUpload } from '../auth/upload-address.js'
import type { UploadView } from '../contracts/uploads.js'
import { MAX_SIZE } from '../domain/attachment/upload.js'
import { BASE } from './base.js'
import type { AppDeps, AppEnv } from './env.js'

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
      : ownUrl(c, deps, key, expires)
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

function ownUrl(c: Context<AppEnv>, deps: AppDeps, key: string, expires: number): string {
  const { organizationId } = c.get('caller')
  const signature = signUpload(deps.keys.uploadSecret, { organizationId, key, expires })
  const url = new URL(`${BASE}/uploads/${key}`, findOrigin(c, deps))
  url.search = new URLSearchParams({
    organization: organizationId,
    expires: String(expires),
    signature,
  }).toString()
  return url.href
}

/** As the caller reached this server; the scheme is the outermost proxy's to say, where there are any. */
function findOrigin(c: Context<AppEnv>, { settings }: AppDeps): URL {
  const url = new URL(c.req.url)
  const forwarded = c.req.header('x-forwarded-proto')?.split(',', 1)[0]?.trim()
  const isBelieved = settings.trustedProxies > 0 && (forwarded === 'https' || forwarded === 'http')
  return isBelieved ? new URL(`${forwarded}://${url.host}`) : url
}
