import { hash, verify } from '@node-rs/argon2'
import { refuse } from '../domain/errors.js'

const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }
const IN_PARALLEL = 4
const QUEUE_BOUND = 64

export interface Passwords {
  hash(password: string): Promise<string>
  /** Takes as long for an unknown account as for a known one. */
  verify(stored: string | null, password: string): Promise<boolean>
}

/** argon2id is made to be slow: few at once, a bounded queue, then 503. */
export async function createPasswords(): Promise<Passwords> {
  const decoy = await hash('no account has this password', OPTIONS)
  let running = 0
  const waiting: (() => void)[] = []
  async function runLimited<T>(work: () => Promise<T>): Promise<T> {
    if (running >= IN_PARALLEL) {
      if (waiting.length >= QUEUE_BOUND)
        refuse('unavailable', 'Too many sign-ins at once; try again.')
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    running += 1
    try {
      return await work()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
  return {
    hash: (password) => runLimited(() => hash(password, OPTIONS)),
    verify: async (stored, password) => {
      const matches = await runLimited(() => verify(stored ?? decoy, password))
      return matches && stored !== null
    },
  }
}
