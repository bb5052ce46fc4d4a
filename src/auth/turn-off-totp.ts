import { refuse } from '../domain/errors.js'
import type { Caller } from './callers.js'
import type { ComparingDeps } from './judge-sign-in.js'
import type { SignInOrigin } from './open-session.js'
import type { SecondFactorDeps } from './second-factor.js'
import { removeTotp } from './totp.js'
import { trySecondFactor } from './try-second-factor.js'

/** Turns the caller's second factor off, by a code of it: a stolen token is not enough. */
export async function turnOffTotp(
  deps: ComparingDeps & SecondFactorDeps,
  { organizationId, person: { id } }: Caller,
  code: string,
  origin: SignInOrigin,
): Promise<void> {
  const db = deps.db.of(organizationId)
  const [row] = await db.query<{ email: string }>(
    'SELECT email FROM app_user WHERE organization_id = $1 AND id = $2',
    [id],
  )
  const tried = { organizationId, id, email: row?.email ?? '' }
  await trySecondFactor(deps, tried, code, origin.network)
  const isRemoved = await removeTotp(db, { id, actor: { kind: 'user', id }, origin })
  if (!isRemoved) refuse('invalid_transition', 'There is no second factor to turn off.')
}
