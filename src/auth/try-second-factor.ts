import { DomainError } from '../domain/errors.js'
import { type Attempt, createAttempts } from './attempts.js'
import { type ComparingDeps, refuseLocked } from './judge-sign-in.js'
import { refuseSecondFactor, type SecondFactorDeps } from './second-factor.js'

interface Tried {
  organizationId: string
  id: string
  email: string
}

/** Takes a code where the account has a second factor, and throws why it is not passed. Wrong ones count towards the lock. */
export async function trySecondFactor(
  deps: ComparingDeps & SecondFactorDeps,
  { email, ...ref }: Tried,
  code: string | undefined,
  network: string,
): Promise<void> {
  const attempt: Attempt = { login: email, network, accounts: [ref] }
  const attempts = createAttempts(deps.db, deps.keys.attemptSecret)
  if (code !== undefined) {
    const [lock] = await attempts.take(attempt)
    const lockedSeconds = lock?.lockedSeconds ?? 0
    if (lockedSeconds > 0) throw new DomainError(refuseLocked(lockedSeconds))
  }
  const refused = await refuseSecondFactor(deps, ref, code)
  if (refused !== undefined) throw new DomainError(refused)
  if (code !== undefined) await attempts.release(attempt, ref)
}
