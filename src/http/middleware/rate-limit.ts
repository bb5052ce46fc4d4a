import type { Context } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { refuse } from '../../domain/errors.js'
import type { AppEnv } from '../env.js'

export interface Limit {
  name: string
  /** How many in the time; 0 is no limit. */
  points: number
  seconds: number
}

/** Spends one of the key's budget, says so in the headers, and refuses when it is spent. */
export type Spend = (c: Context<AppEnv>, key: string) => Promise<void>

export function createLimit({ name, points, seconds }: Limit): Spend {
  if (points === 0) return () => Promise.resolve()
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return async (c, key) => {
    const result = await limiter.consume(key).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused
      throw refused
    })
    const reset = Math.ceil(result.msBeforeNext / 1000)
    c.header('RateLimit-Policy', `"${name}";q=${points};w=${seconds}`)
    c.header('RateLimit', `"${name}";r=${Math.max(result.remainingPoints, 0)};t=${reset}`)
    if (result.consumedPoints > points) {
      refuse('rate_limited', 'Too many requests; wait a little.', { retryAfter: reset })
    }
  }
}
