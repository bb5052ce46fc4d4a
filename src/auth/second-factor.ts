import type { Database, OrganizationDb } from '../database/pool.js'
import { type ErrorCode, type Refusal, refusal } from '../domain/errors.js'
import { type SealKeys, unseal } from './seal.js'
import { findStep, hashRecoveryCode, isRecoveryCode } from './totp-codes.js'

export interface SecondFactorDeps {
  db: Database
  /** What secrets are sealed with in the database. */
  sealKeys: SealKeys
  now: () => number
}

/** Each step once: of two sign-ins at once with a code one passes. */
const SPEND_STEP = `UPDATE totp SET last_step = $3
  WHERE organization_id = $1 AND user_id = $2 AND confirmed_at IS NOT NULL AND last_step < $3 RETURNING user_id`

const SPEND_RECOVERY_CODE = `WITH spent AS (
    DELETE FROM recovery_code WHERE organization_id = $1 AND user_id = $2 AND hash = $3 RETURNING user_id)
  SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', user_id), '{}',
    'auth.recovery_code', 'ok', 'user', user_id::text, NULL, NULL, NULL) FROM spent`

const FACTOR = `SELECT secret FROM totp WHERE organization_id = $1 AND user_id = $2 AND confirmed_at IS NOT NULL`

/** Why the account is not entered by the password alone; undefined where it is, or the code was right and is spent now. */
export async function refuseSecondFactor(
  deps: SecondFactorDeps,
  account: { organizationId: string; id: string },
  code: string | undefined,
): Promise<Refusal | undefined> {
  const db = deps.db.of(account.organizationId)
  const [factor] = await db.query<{ secret: string }>(FACTOR, [account.id])
  if (factor === undefined) return undefined
  const given = code?.trim() ?? ''
  if (given === '')
    return refused('totp_required', 'Send the code of your authenticator as `totp`.')
  const isRight = await spend(db, account.id, {
    step: findStep(unseal(factor.secret, account.id, deps.sealKeys), given, deps.now()),
    recovery: isRecoveryCode(given) ? hashRecoveryCode(given) : undefined,
  })
  return isRight
    ? undefined
    : refused('bad_credentials', 'The code of the second factor is wrong, or was used.')
}

const refused = (code: ErrorCode, error: string) => refusal(code, error)

interface Code {
  step: number | undefined
  recovery: string | undefined
}

async function spend(db: OrganizationDb, userId: string, { step, recovery }: Code) {
  if (step !== undefined) return (await db.query(SPEND_STEP, [userId, step])).length > 0
  if (recovery === undefined) return false
  return (await db.query(SPEND_RECOVERY_CODE, [userId, recovery])).length > 0
}
