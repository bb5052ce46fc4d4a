import { type Refusal, refusal } from '../errors.js'
import { type Account, findObstacle } from './account.js'

/** An account as far as inviting its owner goes. */
export interface Invited extends Pick<Account, 'status' | 'isAuthorized'> {
  /** They have a password, or come by a provider of sign-ins. */
  hasWayIn: boolean
}

/** Why its owner is not mailed a link that sets a password; undefined where they are. */
export function refuseInviting(account: Invited): Refusal | undefined {
  if (findObstacle(account) !== undefined) {
    return refusal('invalid_transition', 'They may not use the help desk: let them in first.')
  }
  if (!account.hasWayIn) return undefined
  return refusal('invalid_transition', 'They can sign in; whoever forgets a password asks for one.')
}
