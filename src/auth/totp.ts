import { generateSecret, generateURI } from 'otplib'
import type { OrganizationDb } from '../database/pool.js'
import { refuse } from '../domain/errors.js'
import { ACCOUNT_NEWS } from '../domain/people/account-news.js'
import type { Actor } from '../domain/people.js'
import type { Origin } from '../write/audit/record.js'
import { seal, unseal } from './seal.js'
import type { SecondFactorDeps } from './second-factor.js'
import { findStep, hashRecoveryCode, makeRecoveryCodes } from './totp-codes.js'

interface Owner {
  organizationId: string
  id: string
}

export interface Enrolment {
  secret: string
  otpauthUrl: string
}

/** One that is confirmed is replaced by none: whoever holds it turns it off first. */
const ENROLL = `WITH enrolled AS (
    INSERT INTO totp (organization_id, user_id, secret, created_at) VALUES ($1, $2, $3, now())
    ON CONFLICT (organization_id, user_id) DO UPDATE SET secret = excluded.secret, created_at = now(), last_step = 0
      WHERE totp.confirmed_at IS NULL
    RETURNING user_id)
  SELECT u.email, o.name FROM enrolled
    JOIN app_user u ON u.organization_id = $1 AND u.id = enrolled.user_id JOIN organization o ON o.id = $1`

/** A secret for an authenticator; it counts for nothing before it is confirmed by a code. */
export async function enrollTotp(
  { db, sealKeys }: SecondFactorDeps,
  { organizationId, id }: Owner,
): Promise<Enrolment> {
  const secret = generateSecret()
  const [row] = await db
    .of(organizationId)
    .query<{ email: string; name: string }>(ENROLL, [id, seal(secret, id, sealKeys)])
  if (row === undefined) return refuseTwice()
  return { secret, otpauthUrl: generateURI({ issuer: row.name, label: row.email, secret }) }
}

function refuseTwice(): never {
  return refuse('invalid_transition', 'A second factor is on already: turn it off first.')
}

const TELL = `tell_of_account($1, 'second_factor_changed', $4::jsonb, ARRAY[$2::uuid],
    jsonb_build_object('subjectId', $2::uuid, 'isTurnedOn', $5::boolean))`
const audit = (action: string) => `audit_record($1, clock_timestamp(), $6::jsonb, $3::jsonb,
    '${action}', 'ok', 'user', $2::text, NULL, NULL, NULL)`

const CONFIRM = `WITH confirmed AS (
    UPDATE totp SET confirmed_at = now(), last_step = $7
    WHERE organization_id = $1 AND user_id = $2 AND confirmed_at IS NULL AND secret = $8 RETURNING user_id),
  codes AS (
    INSERT INTO recovery_code (organization_id, user_id, hash)
    SELECT $1, user_id, unnest($9::text[]) FROM confirmed)
  SELECT ${TELL}, ${audit('auth.totp_enable')} FROM confirmed`

/** From now on signing in takes a code. Answers the recovery codes, which are shown this once. */
export async function confirmTotp(
  deps: SecondFactorDeps,
  { organizationId, id }: Owner,
  code: string,
  origin: Origin,
): Promise<string[]> {
  const db = deps.db.of(organizationId)
  const [enrolled] = await db.query<{ secret: string; isConfirmed: boolean }>(
    `SELECT secret, confirmed_at IS NOT NULL AS "isConfirmed" FROM totp WHERE organization_id = $1 AND user_id = $2`,
    [id],
  )
  if (enrolled === undefined) return refuse('invalid_transition', 'Ask for a secret first.')
  if (enrolled.isConfirmed) return refuseTwice()
  const step = findStep(unseal(enrolled.secret, id, deps.sealKeys), code, deps.now())
  if (step === undefined) {
    return refuse('validation_failed', 'The code is not that of the secret now.', {
      totp: ['is not the code that your authenticator shows now'],
    })
  }
  const codes = makeRecoveryCodes()
  const hashes = codes.map(hashRecoveryCode)
  const isOn = await write(
    db,
    CONFIRM,
    { id, origin, isTurnedOn: true, actor: { kind: 'user', id } },
    [...[step, enrolled.secret, hashes]],
  )
  return isOn ? codes : refuseTwice()
}

const REMOVE = (action: string, more = '') => `WITH removed AS (
    DELETE FROM totp WHERE organization_id = $1 AND user_id = $2 AND confirmed_at IS NOT NULL RETURNING user_id)${more}
  SELECT ${TELL}, ${audit(action)} FROM removed`
const REMOVE_OWN = REMOVE('auth.totp_disable')
const REMOVE_ANOTHERS = REMOVE('user.totp_disable')
const END_SESSIONS = `,
  ended AS (UPDATE session SET revoked_at = now()
    WHERE organization_id = $1 AND user_id IN (SELECT user_id FROM removed) AND revoked_at IS NULL)`
const REMOVE_BY_OPERATOR = REMOVE('user.totp_disable', END_SESSIONS)

/**
 * False where none is on. The actor is the owner, the admin to whom the owner has turned, or an operator: then it may be
 * one that somebody else has set who is still signed in, and all sessions end with it.
 */
export function removeTotp(
  db: OrganizationDb,
  { id, actor, origin }: { id: string; actor: Actor; origin: Origin },
): Promise<boolean> {
  return write(db, chooseRemoval(actor, id), { id, origin, isTurnedOn: false, actor }, [])
}

function chooseRemoval(actor: Actor, id: string): string {
  if (actor.kind !== 'user') return REMOVE_BY_OPERATOR
  return actor.id === id ? REMOVE_OWN : REMOVE_ANOTHERS
}

interface Written {
  id: string
  origin: Origin
  isTurnedOn: boolean
  actor: Actor
}

/** Whether a row was written. */
async function write(
  db: OrganizationDb,
  text: string,
  { id, origin, isTurnedOn, actor }: Written,
  more: unknown[],
): Promise<boolean> {
  const { by } = ACCOUNT_NEWS.kinds.second_factor_changed
  const told = [JSON.stringify(origin), JSON.stringify(by), isTurnedOn, JSON.stringify(actor)]
  const values = [id, ...told, ...more]
  return (await db.query(text, values)).length > 0
}
