import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { refuseMissing } from '../../domain/errors.js'
import type { AppEnv } from '../env.js'

const LOOPBACK_ADDRESS = /^(::ffff:)?127\.|^::1$/
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i
/** Whatever a proxy on this machine adds: behind one, every client would seem to sit here. */
const OF_PROXIES = /^(forwarded|via|x-forwarded-.*|x-real-ip)$/i

/** Lets in only who sits at this machine: by a name of this machine, too, because any web page may point its own here. */
export const localOnly = createMiddleware<AppEnv>(async (c, next) => {
  if (!isLocal(c)) refuseMissing('page')
  await next()
})

function isLocal(c: Context): boolean {
  const host = c.req.header('host') ?? ''
  if (!LOOPBACK_HOST.test(host) || !LOOPBACK_HOST.test(new URL(c.req.url).host)) return false
  if (Object.keys(c.req.header()).some((name) => OF_PROXIES.test(name))) return false
  return LOOPBACK_ADDRESS.test(readPeer(c) ?? '')
}

/** The address of the socket itself; undefined where there is none. */
export function readPeer(c: Context): string | undefined {
  try {
    return getConnInfo(c).remote.address
  } catch {
    return undefined // a request made in a test has no socket
  }
}
