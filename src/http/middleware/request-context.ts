import { isIP } from 'node:net'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { refuse } from '../../domain/errors.js'
import type { AppEnv } from '../env.js'
import { plainAddress } from '../network.js'
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
      ip: readAddress(c, trustedProxies),
      userAgent: c.req.header('user-agent')?.slice(0, 300) ?? null,
    })
    if (/%00|\0/.test(c.req.url)) refuse('validation_failed', 'The address has a NUL.')
    await next()
  })
}

/** What a proxy says is believed only where it is an address: it is stored, logged and counted by. */
function readAddress(c: Context, trustedProxies: number): string | null {
  const forwarded = c.req.header('x-forwarded-for')?.split(',') ?? []
  const believed = trustedProxies > 0 ? forwarded.at(-trustedProxies)?.trim() : undefined
  const address = believed !== undefined && isIP(believed) !== 0 ? believed : readPeer(c)
  return address === undefined ? null : plainAddress(address)
}
