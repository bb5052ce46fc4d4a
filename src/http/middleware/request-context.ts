import { createMiddleware } from 'hono/factory'
import { refuse } from '../../domain/errors.js'
import type { AppEnv } from '../env.js'
import { findClientAddress } from '../network.js'
import { readPeer } from './local-only.js'

const REQUEST_ID = /^[\w.:-]{1,100}$/

/** Request id, and where the request comes from as far as the proxies in front may be believed. */
export function requestContext(newId: () => string, trustedProxies: number) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const given = c.req.header('x-request-id')
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : newId()
    c.set('requestId', requestId)
    c.header('X-Request-Id', requestId)
    c.set('origin', {
      ip: findClientAddress(c.req.header('x-forwarded-for'), readPeer(c), trustedProxies),
      userAgent: c.req.header('user-agent')?.slice(0, 300) ?? null,
    })
    if (/%00|\0/.test(c.req.url)) refuse('validation_failed', 'The address has a NUL.')
    await next()
  })
}
