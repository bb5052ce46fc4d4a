import { chooseNextTry } from '../../domain/next-try.js'

export interface Faults {
  /** The instant at which it was due. */
  at: string
  /** Hears of what fails. */
  onFailed: (error: unknown) => void
}

/**
 * Does what is due of one row, all or nothing. One that fails is put off, and so keeps back no other that is due beside it. Where not even that can be
 * written the database is away: this throws, and all of it is tried again.
 */
export async function doOrPutOff(
  work: () => Promise<void>,
  putOff: (nextTryAt: string) => Promise<unknown>,
  { at, onFailed }: Faults,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    onFailed(error)
    await putOff(chooseNextTry(at, error))
  }
}
