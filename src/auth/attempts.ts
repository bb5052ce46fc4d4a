import { createHmac } from 'node:crypto'
import type { Database } from '../database/pool.js'

export interface AccountRef {
  organizationId: string
  id: string
}

export interface Attempt {
  login: string
  network: string
  accounts: readonly AccountRef[]
}

/** What a try is counted by: the place is where it is tried from, `everywhere` all places together. */
interface Counters {
  place: string
  everywhere: string
}

export interface Lock {
  /** 0 when the try may go on. */
  lockedSeconds: number
  /** It was one too many: from now on it is locked. */
  beginsLock: boolean
}

/**
 * Counts tries to sign in, by the login, whether there is such an account or not, and by each account that it may mean.
 * The login's counters make a lock tell nothing of who exists; the accounts' can't be undone by another account of the
 * same login. All of them stand under names that nobody can guess who only has the database: people type passwords into
 * the wrong field.
 */
export function createAttempts(db: Database, secret: Buffer) {
  const name = (...parts: string[]) =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url')
  const count = (network: string, ...subject: string[]): Counters => ({
    place: name(...subject, network),
    everywhere: name(...subject),
  })
  const byLogin = ({ login, network }: Attempt) => count(network, 'login', login)
  const byAccount = ({ network }: Attempt, { organizationId, id }: AccountRef) =>
    count(network, 'account', organizationId, id)
  return {
    /** Takes a try; the locks of the accounts in their order, or of a login that nobody has. */
    take: (attempt: Attempt): Promise<Lock[]> =>
      db.call('take_sign_in', {
        network: attempt.network,
        login: byLogin(attempt),
        accounts: attempt.accounts.map((account) => ({
          organizationId: account.organizationId,
          id: account.id,
          ...byAccount(attempt, account),
        })),
      }),
    /** The account was signed in to: the try was no failure of the login or of this account. */
    release: (attempt: Attempt, account: AccountRef): Promise<null> =>
      db.call('release_sign_in', [byLogin(attempt), byAccount(attempt, account)]),
    /** The owner has proved who they are by other means: nothing that failed here or everywhere counts any more. */
    forget: async (attempt: Attempt): Promise<void> => {
      const all = [byLogin(attempt), ...attempt.accounts.map((one) => byAccount(attempt, one))]
      const keys = all.flatMap(({ place, everywhere }) => [place, everywhere])
      await db.query('DELETE FROM sign_in_attempt WHERE key = ANY ($1)', [keys])
    },
  }
}
