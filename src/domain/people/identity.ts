import { type Refusal, refusal } from '../errors.js'
import { type Account, findObstacle } from './account.js'

/** What a provider of sign-ins says of somebody. */
export interface Claims {
  issuer: string
  subject: string
  /** In small letters. */
  email: string | null
  /** The provider has made sure that the address is theirs; null where it says nothing of that. */
  isEmailVerified: boolean | null
}

/** Whom an organization's accounts may be entered by. */
export interface Trust {
  /** The provider is this organization's alone: whoever it knows is theirs. */
  isOwnProvider: boolean
  /** Addresses of which it says nothing more are its people's all the same: who runs this has it that nobody chooses theirs. */
  trustsAddresses: boolean
  /** Addresses of it are the organization's. */
  domain: string | null
}

/** An account that the claims may mean. */
export interface KnownAccount extends Account {
  isDeleted: boolean
  /** It was proved that its address is its owner's. */
  isEmailVerified: boolean
  /** Whom this provider knows it as: this person, another, or nobody. */
  identity: 'same' | 'another' | 'none'
}

/**
 * `link` keeps what the account has. `take_over` keeps nothing that whoever made it without proof of the address could come
 * in by: neither password nor second factor nor session.
 */
export type Entry =
  | { kind: 'enter' }
  | { kind: 'link' }
  | { kind: 'take_over' }
  | { kind: 'create' }
  | { kind: 'refused'; refusal: Refusal }

/** What somebody whom a provider has signed in is to an organization. */
export function judgeEntry(claims: Claims, trust: Trust, known: KnownAccount | null): Entry {
  if (known?.identity === 'same') return enterIfOpen(known, { kind: 'enter' })
  const isVerified = claims.isEmailVerified ?? trust.trustsAddresses
  if (claims.email === null || !isVerified || !isVouchedFor(claims.email, trust)) {
    return refuseEntry('Your provider does not vouch for an address of this organization.')
  }
  if (known === null) return { kind: 'create' }
  if (known.identity === 'another') {
    return refuseEntry('The account of this address is entered by another identity: ask an admin.')
  }
  if (known.isDeleted) return refuseEntry('The account of this address is gone: ask an admin.')
  if (known.status === 'pending') return { kind: 'take_over' }
  return enterIfOpen(known, { kind: known.isEmailVerified ? 'link' : 'take_over' })
}

function isVouchedFor(email: string, { isOwnProvider, domain }: Trust): boolean {
  return isOwnProvider || (domain !== null && email.endsWith(`@${domain.toLowerCase()}`))
}

function refuseEntry(error: string): Entry {
  return { kind: 'refused', refusal: refusal('account_unauthorized', error) }
}

function enterIfOpen(known: KnownAccount, entry: Entry): Entry {
  const obstacle = known.isDeleted ? 'account_inactive' : findObstacle(known)
  if (obstacle === undefined) return entry
  const error = 'This account may not sign in yet or any more.'
  return { kind: 'refused', refusal: refusal(obstacle, error) }
}
