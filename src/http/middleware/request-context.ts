import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { refuse } from '../../domain/errors.js'
import type { AppEnv } from '../env.js'

const REQUEST_ID = /^[\w.:-]{1,100}$/

/** Request id, and where the request comes from as far as the proxies in front may be believed. */
export function requestContext(newId: () => string, trustedProxies: number) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const given = c.req.header('x-request-id')
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : newId()
    c.set('requestId', requestId)
    c.header('X-Request-Id', requestId)
    c.set('origin', {
      ip: readAddress(c, trustedProxies),
      userAgent: c.req.header('user-agent')?.slice(0, 300) ?? null,
    })
    if (/%00|\0/.test(c.req.url)) refuse('validation_failed', 'The address has a NUL.')
    await next()
  })
}

function readAddress(c: Context, trustedProxies: number): string | null {
  const forwarded =
    c.req
      .header('x-forwarded-for')
      ?.split(',')
      .map((part) => part.trim()) ?? []
  const believed = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined
  if (believed !== undefined) return believed
  try {
    return getConnInfo(c).remote.address ?? null
  } catch {
    return null // a request made in a test has no socket
  }
}
