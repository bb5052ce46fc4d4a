import { createHash } from 'node:crypto'
import type { Database } from '../database/pool.js'

/** What a try to sign in is counted by. Known and unknown logins are counted alike, so that a lock tells nothing. */
export interface AttemptKeys {
  /** The login, and the network that it is tried from. */
  place: string
  login: string
}

export interface Attempt {
  login: string
  network: string
  accounts: readonly { organizationId: string; id: string }[]
}

/** People type passwords into the wrong field: what they typed is kept as a hash. */
export function nameAttempt({ login, network }: Pick<Attempt, 'login' | 'network'>): AttemptKeys {
  const name = login.trim().toLowerCase()
  return { place: hash(`${name}\n${network}`), login: hash(name) }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

interface TakenAttempt {
  /** 0 when the try may go on. */
  lockedSeconds: number
  /** It was one too many: from now on it is locked. */
  beginsLock: boolean
}

/** Takes a try, and says whether it is locked. */
export function takeAttempt(db: Database, attempt: Attempt): Promise<TakenAttempt> {
  const { network, accounts } = attempt
  return db.call('take_sign_in', { ...nameAttempt(attempt), network, accounts })
}

/** The password was right: the try was no failure. */
export function releaseAttempt(db: Database, keys: AttemptKeys): Promise<null> {
  return db.call('release_sign_in', keys)
}
