import type { Context } from 'hono'
import type { AppDeps, AppEnv } from './env.js'

/** As the caller reached this server; the scheme is the outermost proxy's to say, where there are any. */
export function findOrigin(c: Context<AppEnv>, { settings }: Pick<AppDeps, 'settings'>): URL {
  const url = new URL(c.req.url)
  const forwarded = c.req.header('x-forwarded-proto')?.split(',', 1)[0]?.trim()
  const isBelieved = settings.trustedProxies > 0 && (forwarded === 'https' || forwarded === 'http')
  return isBelieved ? new URL(`${forwarded}://${url.host}`) : url
}
