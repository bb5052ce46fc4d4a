import { foundingSlug, personName } from '../database/names.js'
import type { Database } from '../database/pool.js'
import { refuse } from '../domain/errors.js'
import type { Person } from '../domain/people.js'
import { completeSettings, type Settings } from '../domain/settings.js'
import type { AccessClaims } from './tokens.js'

/** Who calls: the person as the rules see one, within a live session. */
export interface Caller {
  person: Person
  organizationId: string
  /** That which ids of workflows begin with. */
  organizationSlug: string
  sessionId: string
  name: string
  /** The organization's. */
  settings: Settings
  /** When the first of the person's permissions is over, in milliseconds since 1970. */
  permissionsUntil: number
}

interface CallerRow {
  slug: string
  settings: Partial<Settings>
  person: Person | null
  name: string
  permissionsUntil: Date | null
}

/** Of a user of the organization `$1`. */
const selectPermissionsEnd = (user: string) => `(SELECT min(g.expires_at) FROM user_permission g
    WHERE g.organization_id = $1 AND g.user_id = ${user} AND g.expires_at > clock_timestamp())`

const SESSION = `SELECT ${foundingSlug('o')} AS slug, o.settings, person_facts($1, $2) AS person,
    (SELECT ${personName('u')} FROM app_user u WHERE u.organization_id = $1 AND u.id = $2) AS name,
    ${selectPermissionsEnd('$2')} AS "permissionsUntil"
  FROM organization o
  WHERE o.id = $1 AND o.active AND EXISTS (SELECT 1 FROM session s WHERE s.organization_id = $1 AND s.id = $3
    AND s.user_id = $2 AND s.revoked_at IS NULL AND s.expires_at > now())`

/** Throws `unauthenticated` when the session, the account or the organization is no longer good. */
export async function readCaller(
  db: Database,
  { organizationId, userId, sessionId }: AccessClaims,
): Promise<Caller> {
  const [row] = await db.of(organizationId).query<CallerRow>(SESSION, [userId, sessionId])
  return (row && toCaller(organizationId, sessionId, row)) ?? refuseEnded()
}

function toCaller(
  organizationId: string,
  sessionId: string,
  { slug: organizationSlug, settings, person, name, permissionsUntil }: CallerRow,
): Caller | undefined {
  if (person === null) return undefined
  const known = { organizationId, organizationSlug, sessionId, name }
  const until = permissionsUntil?.getTime() ?? Number.POSITIVE_INFINITY
  return { person, ...known, settings: completeSettings(settings), permissionsUntil: until }
}

export function refuseEnded(): never {
  return refuse('unauthenticated', 'The session has ended; sign in again.')
}

/** As many sessions as are asked for at once, each person read once. */
const SESSIONS = `WITH live AS (
    SELECT s.id, s.user_id FROM session s
    WHERE s.organization_id = $1 AND s.id = ANY ($2::uuid[]) AND s.revoked_at IS NULL AND s.expires_at > now()),
  people AS (
    SELECT u.id, ${personName('u')} AS name, person_facts($1, u.id) AS person,
      ${selectPermissionsEnd('u.id')} AS permissions_until FROM app_user u
    WHERE u.organization_id = $1 AND u.id IN (SELECT user_id FROM live))
  SELECT live.id AS session_id, ${foundingSlug('o')} AS slug, o.settings, people.person, people.name, people.permissions_until AS "permissionsUntil"
  FROM organization o, live JOIN people ON people.id = live.user_id
  WHERE o.id = $1 AND o.active`

/** Many at once, by session; those that are no longer good are not there. */
export async function readCallers(
  db: Database,
  claims: readonly AccessClaims[],
): Promise<Map<string, Caller>> {
  const byOrganization = new Map<string, string[]>()
  for (const { organizationId, sessionId } of claims) {
    byOrganization.set(organizationId, [...(byOrganization.get(organizationId) ?? []), sessionId])
  }
  const found = new Map<string, Caller>()
  for (const [organizationId, sessionIds] of byOrganization) {
    const rows = await db
      .of(organizationId)
      .query<CallerRow & { session_id: string }>(SESSIONS, [sessionIds])
    for (const { session_id: sessionId, ...row } of rows) {
      const caller = toCaller(organizationId, sessionId, row)
      if (caller !== undefined) found.set(sessionId, caller)
    }
  }
  return found
}
