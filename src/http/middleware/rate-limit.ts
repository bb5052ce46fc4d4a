import type { Context } from 'hono'
import type { Database } from '../../database/pool.js'
import { createSharedLimit, type SharedLimitOptions } from '../../database/shared-limit.js'
import { refuse } from '../../domain/errors.js'
import type { AppEnv, Budgets, Spend } from '../env.js'
import { networkName } from '../network.js'

/** A budget by key; one of no points is no limit. */
export function createLimit(db: Database, options: SharedLimitOptions): Spend {
  const { name, points, seconds } = options
  if (points === 0) return () => Promise.resolve()
  const limit = createSharedLimit(db, options)
  return async (c, key) => {
    const { isSpent, remaining, resetSeconds } = await limit.spend(key)
    c.header('RateLimit-Policy', `"${name}";q=${points};w=${seconds}`, { append: true })
    c.header('RateLimit', `"${name}";r=${remaining};t=${resetSeconds}`, { append: true })
    if (isSpent) {
      refuse('rate_limited', 'Too many requests; wait a little.', { retryAfter: resetSeconds })
    }
  }
}

/** Of other systems, about one ticket. */
const REPLIES_A_MINUTE = 60

interface BudgetSettings {
  loginsPerAddress: number
  publicRequestsPerAddress: number
  registrationsPerAddress: number
  requestsPerUser: number
  requestsPerOrganization: number
  exportsPerUser: number
  requestsPerDirectory: number
  questionsPerUser: number
}

/** All limits of the API. Only guesses at passwords are counted to the last one, and stop with the database. */
export function createBudgets(db: Database, settings: BudgetSettings): Budgets {
  const open = (name: string, points: number, seconds: number) =>
    createLimit(db, { name, points, seconds, share: Math.ceil(points / 20), whenAway: 'open' })
  return {
    logins: createLimit(db, {
      name: 'logins',
      points: settings.loginsPerAddress,
      seconds: 900,
      share: 1,
      whenAway: 'closed',
    }),
    registrations: createLimit(db, {
      name: 'registrations',
      points: settings.registrationsPerAddress,
      seconds: 3600,
      share: 1,
      whenAway: 'closed',
    }),
    addresses: open('addresses', settings.publicRequestsPerAddress, 60),
    requests: open('requests', settings.requestsPerUser, 60),
    organizations: open('organizations', settings.requestsPerOrganization, 60),
    exports: open('exports', settings.exportsPerUser, 3_600),
    replies: open('replies', REPLIES_A_MINUTE, 60),
    chatbot: open('chatbot', settings.questionsPerUser, 60),
    directories: open('directories', settings.requestsPerDirectory, 60),
  }
}

/** What a request that nobody has signed is counted by. */
export function callerNetwork(c: Context<AppEnv>): string {
  return networkName(c.get('origin').ip)
}
