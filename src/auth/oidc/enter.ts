import { randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../../database/pool.js'
import { DomainError, refuse } from '../../domain/errors.js'
import { EMPLOYEE_CODES, formatEmployeeCode } from '../../domain/people/employee-code.js'
import {
  type Entry,
  judgeEntry,
  type KnownAccount,
  type Trust,
} from '../../domain/people/identity.js'
import { type Origin, recordAudit } from '../../write/audit/record.js'
import type { ProvidedPerson } from './provider.js'

interface Found extends KnownAccount {
  id: string
}

/** By identity before by address: an address may have become somebody else's. */
const FIND = `WITH meant AS (
    SELECT user_id AS id, 1 AS rank FROM identity WHERE organization_id = $1 AND issuer = $2 AND subject = $3
    UNION ALL SELECT id, 2 FROM app_user WHERE organization_id = $1 AND email = $4)
  SELECT u.id, u.status, u.helpdesk_authorized AS "isAuthorized", u.roles, u.deleted_at IS NOT NULL AS "isDeleted",
    u.email_verified_at IS NOT NULL AS "isEmailVerified",
    CASE WHEN i.subject = $3 THEN 'same' WHEN i.subject IS NOT NULL THEN 'another' ELSE 'none' END AS identity
  FROM meant JOIN app_user u ON u.organization_id = $1 AND u.id = meant.id
    LEFT JOIN identity i ON i.organization_id = $1 AND i.user_id = u.id AND i.issuer = $2
  ORDER BY meant.rank LIMIT 1`

/** What is judged may change before it is written: then it is judged anew. */
const MOST_TRIES = 3

/** The account of somebody whom a provider has signed in, linked or made where that is due. Throws why there is none. */
export async function enterByIdentity(
  db: Database,
  person: ProvidedPerson,
  { organizationId, trust }: { organizationId: string; trust: Trust },
  origin: Origin,
): Promise<string> {
  const { issuer, subject, email } = person
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const [found] = await db.of(organizationId).query<Found>(FIND, [issuer, subject, email])
    const entry = judgeEntry(person, trust, found ?? null)
    if (entry.kind === 'refused') return refuseEntry(db, organizationId, found, entry, origin)
    if (entry.kind === 'enter' && found !== undefined) return found.id
    const { kind, userId } = await db.call<{ kind: 'entered' | 'changed'; userId?: string }>(
      'enter_by_identity',
      {
        ...{ organizationId, issuer, subject, email, origin },
        action: entry.kind,
        userId: found?.id ?? uuidv7(),
        firstName: person.firstName,
        lastName: person.lastName,
        employeeCode: formatEmployeeCode(randomInt(EMPLOYEE_CODES)),
      },
    )
    if (kind === 'entered' && userId !== undefined) return userId
  }
  return refuse('unavailable', 'The account was changed at the same time; try again.')
}

async function refuseEntry(
  db: Database,
  organizationId: string,
  found: Found | undefined,
  { refusal }: Extract<Entry, { kind: 'refused' }>,
  origin: Origin,
): Promise<never> {
  await recordAudit(db.of(organizationId), {
    actor: { kind: 'system' },
    origin,
    action: 'auth.login_failed',
    outcome: 'denied',
    entity: 'user',
    entityId: found?.id ?? null,
    after: { code: refusal.code, by: 'oidc' },
  })
  throw new DomainError(refusal)
}
