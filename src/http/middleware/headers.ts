import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env.js'

/** What a page may ask of a browser: nothing of it. */
const FEATURES = [
  'accelerometer',
  'ambient-light-sensor',
  'autoplay',
  'battery',
  'bluetooth',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'interest-cohort',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'web-share',
  'xr-spatial-tracking',
]

const HEADERS: [string, string][] = [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'no-referrer'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['Permissions-Policy', FEATURES.map((name) => `${name}=()`).join(', ')],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
]

/** Secure defaults where the route has not said otherwise: set before it, they would be copied over its own. */
export const secureHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  for (const [name, value] of HEADERS) if (!c.res.headers.has(name)) c.header(name, value)
})
