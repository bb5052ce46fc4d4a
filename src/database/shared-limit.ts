import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Database } from './pool.js'

export interface SharedLimitOptions {
  name: string
  /** How many in the time, by all processes together. */
  points: number
  seconds: number
  /**
   * How many a process takes from the common store at once: a store's round trip is then spent on each so many, and
   * what it does not use of them is lost to the others until the time is over. Never more in sum are let through.
   */
  share: number
  /** With the database away: `closed` fails, as what guards passwords must; `open` counts by the process alone. */
  whenAway: 'open' | 'closed'
}

export interface Spent {
  isSpent: boolean
  remaining: number
  resetSeconds: number
}

interface Share {
  left: number
  /** What the store had left for everybody when this share was taken. */
  common: number
  until: number
}

interface Taken {
  consumedPoints: number
  msBeforeNext: number
}

const MAX_KEYS = 10_000

/** A limit that all processes share, by a table of PostgreSQL. */
export function createSharedLimit(db: Database, options: SharedLimitOptions) {
  const { name, points, seconds, share, whenAway } = options
  const settings = { keyPrefix: name, points, duration: seconds }
  const alone = new RateLimiterMemory(settings)
  const common = new RateLimiterPostgres({
    ...settings,
    storeClient: db.pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false, // the sweep does it, once for all processes
  })
  const shares = new Map<string, Share>()
  const taking = new Map<string, Promise<void>>()

  async function take(key: string): Promise<void> {
    const { consumedPoints, msBeforeNext }: Taken = await common
      .penalty(key, share)
      .catch((error: unknown) => {
        if (whenAway === 'closed') throw error
        return alone.penalty(key, share)
      })
    const before = consumedPoints - share
    const granted = Math.min(Math.max(points - before, 0), share)
    const left = Math.max(points - consumedPoints, 0)
    if (shares.size >= MAX_KEYS) shares.clear()
    shares.set(key, { left: granted, common: left, until: Date.now() + msBeforeNext })
  }

  function takeOnce(key: string): Promise<void> {
    const running = taking.get(key) ?? take(key).finally(() => taking.delete(key))
    taking.set(key, running)
    return running
  }

  return {
    /** Spends one. Fails, where `whenAway` is closed, with what the database says. */
    spend: async (key: string): Promise<Spent> => {
      for (;;) {
        const held = shares.get(key)
        const isCurrent = held !== undefined && held.until > Date.now()
        if (isCurrent && held.left > 0) {
          held.left -= 1
          return describe(held, false)
        }
        // A share that is used up is followed by another, until the store has none left to give.
        if (isCurrent && held.common === 0) return describe(held, true)
        await takeOnce(key)
      }
    },
  }
}

function describe({ left, common, until }: Share, isSpent: boolean): Spent {
  const resetSeconds = Math.max(Math.ceil((until - Date.now()) / 1000), 1)
  return { isSpent, remaining: left + common, resetSeconds }
}
