import { hash, verify } from '@node-rs/argon2'
import { refuse } from '../domain/errors.js'

const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }
/** How the present options read in a hash. */
const PREFIX = `$argon2id$v=19$m=${OPTIONS.memoryCost},t=${OPTIONS.timeCost},p=${OPTIONS.parallelism}$`
const IN_PARALLEL = 4
const QUEUE_BOUND = 64

/** Takes as long for an account that is not there, or has no password, as for any other. */
export type Verify = (stored: string | null, password: string) => Promise<boolean>

export interface Passwords {
  hash(password: string): Promise<string>
  /** Whether it was hashed by other options than a new one would be. */
  isOutdated(stored: string): boolean
  /** Runs few at once, so that what is counted before a comparison is counted before most others begin. */
  runLimited<T>(work: (verify: Verify) => Promise<T>): Promise<T>
}

/** argon2id is made to be slow: few at once, a bounded queue, then 503. */
export async function createPasswords(): Promise<Passwords> {
  const decoy = await hash('no account has this password', OPTIONS)
  let running = 0
  const waiting: (() => void)[] = []
  async function takeTurn(): Promise<void> {
    if (running < IN_PARALLEL) {
      running += 1
      return
    }
    if (waiting.length >= QUEUE_BOUND)
      refuse('unavailable', 'Too many sign-ins at once; try again.')
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  /** Whoever ends hands its turn on, so that nobody comes in between. */
  function endTurn(): void {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
  const verifyOne: Verify = async (stored, password) => {
    const matches = await verify(stored ?? decoy, password)
    return matches && stored !== null
  }
  const runLimited: Passwords['runLimited'] = async (work) => {
    await takeTurn()
    return work(verifyOne).finally(endTurn)
  }
  return {
    hash: (password) => runLimited(() => hash(password, OPTIONS)),
    isOutdated: (stored) => !stored.startsWith(PREFIX),
    runLimited,
  }
}
