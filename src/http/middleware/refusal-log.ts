import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { Counter, type Registry } from 'prom-client'
import type { Logger } from '../../logger.js'
import type { AppEnv } from '../env.js'
import { networkName } from '../network.js'

/**
 * Lines a second: an attack must be seen, and must not fill the disk; and it must not decide what of others is seen. So
 * each kind of refusal has lines of its own, and of these a network has a part.
 */
const LINES_PER_CODE = 20
const LINES_PER_CODE_AND_NETWORK = 5
const SECOND_MS = 1_000

interface RefusalLogDeps {
  log: Logger
  registry: Registry
  now: () => number
}

/** A line for each answer from 400 on, as far as they are few, and a count of all of them by code. */
export function createRefusalLog({ log, registry, now }: RefusalLogDeps) {
  const refusals = new Counter({
    name: 'perdure_http_refusals_total',
    help: 'Answers from 400 on, by the code of their problem',
    labelNames: ['code'],
    registers: [registry],
  })
  const admit = createAllowance(now)
  return createMiddleware<AppEnv>(async (c, next) => {
    await next()
    const { status } = c.res
    if (status < 400 || isProbe(c)) return
    const code = c.get('refusalCode') ?? 'unknown'
    refusals.inc({ code })
    const left = admit(code, networkName(c.get('origin')?.ip ?? null))
    if (left === undefined) return
    const line = { code, ...describeRequest(c), ...(left > 0 ? { leftOut: left } : {}) }
    if (status >= 500) log.warn(line, 'refused')
    else log.info(line, 'refused')
  })
}

/** Its answer is its whole purpose, and it is asked many times a minute. */
function isProbe(c: Context<AppEnv>): boolean {
  return c.req.path === '/readyz'
}

function describeRequest(c: Context<AppEnv>) {
  const caller = c.get('caller')
  return {
    status: c.res.status,
    method: c.req.method,
    route: routePath(c, -1), // the pattern: a path has ids and may have what a person typed
    requestId: c.get('requestId'),
    ip: c.get('origin')?.ip ?? null,
    actor: caller?.person.id ?? c.get('scimClient')?.tokenId ?? null,
  }
}

/** Undefined where the second's lines are used up, else how many lines of this kind were left out before this one. */
function createAllowance(now: () => number): (code: string, network: string) => number | undefined {
  let second = 0
  const used = new Map<string, number>()
  const leftOut = new Map<string, number>()
  const spend = (key: string, most: number): boolean => {
    const before = used.get(key) ?? 0
    if (before < most) used.set(key, before + 1)
    return before < most
  }
  return (code, network) => {
    const current = Math.floor(now() / SECOND_MS)
    if (current !== second) {
      second = current
      used.clear()
    }
    // networks past the bound of their code are not even remembered
    const isFull = (used.get(code) ?? 0) >= LINES_PER_CODE
    if (isFull || !spend(`${code} ${network}`, LINES_PER_CODE_AND_NETWORK)) {
      leftOut.set(code, (leftOut.get(code) ?? 0) + 1)
      return undefined
    }
    spend(code, LINES_PER_CODE)
    const before = leftOut.get(code) ?? 0
    leftOut.delete(code)
    return before
  }
}
