import type { Database } from '../database/pool.js'
import { DomainError } from '../domain/errors.js'
import { type Caller, readCaller, readCallers, refuseEnded } from './callers.js'
import type { AccessClaims } from './tokens.js'

export type { Caller }

const FRESH_MS = 1000
const MAX_ENTRIES = 10_000

export interface SessionCache {
  /** Throws `unauthenticated` when the session, the account or the organization is no longer good. */
  caller(claims: AccessClaims): Promise<Caller>
  /** The same for many at once, by session; those that are no longer good are not there. */
  callers(claims: readonly AccessClaims[]): Promise<ReadonlyMap<string, Caller>>
  /** After a sign-out or a change of account or settings on this process; others see it within a second. */
  forget(match: { sessionId?: string; userId?: string; organizationId?: string }): void
}

interface Entry {
  caller: Promise<Caller>
  userId: string
  organizationId: string
  /** Until when it is believed: what it says may be over before. */
  untilMs: number
}

/** The session row is the truth; what is read of it is believed for at most a second. */
export function createSessionCache(db: Database, now: () => number): SessionCache {
  const entries = new Map<string, Entry>()
  function findFresh(sessionId: string): Promise<Caller> | undefined {
    const known = entries.get(sessionId)
    return known !== undefined && now() < known.untilMs ? known.caller : undefined
  }
  function keep(claims: AccessClaims, caller: Promise<Caller>): Promise<Caller> {
    const { sessionId, userId, organizationId } = claims
    if (entries.size >= MAX_ENTRIES) entries.clear()
    const entry: Entry = { caller, userId, organizationId, untilMs: now() + FRESH_MS }
    entries.set(sessionId, entry)
    caller.then(
      ({ permissionsUntil }) => {
        entry.untilMs = Math.min(entry.untilMs, permissionsUntil)
      },
      () => entries.delete(sessionId),
    )
    return caller
  }
  return {
    caller: (claims) => findFresh(claims.sessionId) ?? keep(claims, readCaller(db, claims)),
    callers: async (claims) => {
      const fresh = claims.map(({ sessionId }) => findFresh(sessionId))
      const stale = claims.filter((_one, index) => fresh[index] === undefined)
      const reading = stale.length === 0 ? Promise.resolve(new Map()) : readCallers(db, stale)
      const read = stale.map((one) =>
        keep(
          one,
          reading.then((found) => found.get(one.sessionId) ?? refuseEnded()),
        ),
      )
      const all = [...fresh.filter((one) => one !== undefined), ...read]
      const good = (await Promise.all(all.map(unlessEnded))).filter((one) => one !== undefined)
      return new Map(good.map((caller) => [caller.sessionId, caller]))
    },
    forget: ({ sessionId, userId, organizationId }) => {
      if (sessionId !== undefined) entries.delete(sessionId)
      if (userId === undefined && organizationId === undefined) return
      for (const [key, entry] of entries) {
        if (entry.userId === userId || entry.organizationId === organizationId) entries.delete(key)
      }
    },
  }
}

/** That the database is away says nothing of a session. */
async function unlessEnded(caller: Promise<Caller>): Promise<Caller | undefined> {
  try {
    return await caller
  } catch (error) {
    if (error instanceof DomainError && error.refusal.code === 'unauthenticated') return undefined
    throw error
  }
}
