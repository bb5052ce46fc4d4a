import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env.js'

const HEADERS: [string, string][] = [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'no-referrer'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=()'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
]

/** Secure defaults where the route has not said otherwise: set before it, they would be copied over its own. */
export const secureHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  for (const [name, value] of HEADERS) if (!c.res.headers.has(name)) c.header(name, value)
})
