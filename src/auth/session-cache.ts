import { personName } from '../database/names.js'
import type { Database } from '../database/pool.js'
import { refuse } from '../domain/errors.js'
import type { Person } from '../domain/people.js'
import { completeSettings, type Settings } from '../domain/settings.js'
import type { AccessClaims } from './tokens.js'

/** Who calls: the person as the rules see one, within a live session. */
export interface Caller {
  person: Person
  organizationId: string
  organizationSlug: string
  sessionId: string
  name: string
  /** The organization's. */
  settings: Settings
}

const FRESH_MS = 1000
const MAX_ENTRIES = 10_000

const SESSION = `SELECT o.slug, o.settings, person_facts($1, $2) AS person,
    (SELECT ${personName('u')} FROM app_user u WHERE u.organization_id = $1 AND u.id = $2) AS name
  FROM organization o
  WHERE o.id = $1 AND o.active AND EXISTS (SELECT 1 FROM session s WHERE s.organization_id = $1 AND s.id = $3
    AND s.user_id = $2 AND s.revoked_at IS NULL AND s.expires_at > now())`

export interface SessionCache {
  /** Throws `unauthenticated` when the session, the account or the organization is no longer good. */
  caller(claims: AccessClaims): Promise<Caller>
  /** After a sign-out or a change of account or settings on this process; others see it within a second. */
  forget(match: { sessionId?: string; userId?: string; organizationId?: string }): void
}

interface SessionRow {
  slug: string
  settings: Partial<Settings>
  person: Person | null
  name: string
}

interface Entry {
  caller: Promise<Caller>
  userId: string
  organizationId: string
  at: number
}

/** The session row is the truth; what is read of it is believed for at most a second. */
export function createSessionCache(db: Database, now: () => number): SessionCache {
  const entries = new Map<string, Entry>()
  async function read({ organizationId, userId, sessionId }: AccessClaims): Promise<Caller> {
    const [row] = await db.of(organizationId).query<SessionRow>(SESSION, [userId, sessionId])
    if (row === undefined || row.person === null) {
      return refuse('unauthenticated', 'The session has ended; sign in again.')
    }
    const { slug: organizationSlug, person, name } = row
    const settings = completeSettings(row.settings)
    return { person, organizationId, organizationSlug, sessionId, name, settings }
  }
  return {
    caller: (claims) => {
      const known = entries.get(claims.sessionId)
      if (known !== undefined && now() - known.at < FRESH_MS) return known.caller
      if (entries.size >= MAX_ENTRIES) entries.clear()
      const caller = read(claims)
      const { userId, organizationId } = claims
      entries.set(claims.sessionId, { caller, userId, organizationId, at: now() })
      caller.catch(() => entries.delete(claims.sessionId))
      return caller
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
