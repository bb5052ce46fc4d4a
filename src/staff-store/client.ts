import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleType,
  noJitterGenerator,
  retry,
  wrap,
} from 'cockatiel'
import { type StaffPage, staffPage } from '../contracts/staff-store.js'
import { type Address, askStore } from './ask.js'
import { StaffStoreAwayError, StaffStoreRefusedError } from './errors.js'

export interface PageQuery {
  /** What has not changed since then is left out. */
  updatedSince?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** All that the product knows of the staff store. Each throws the errors of `errors.ts`. */
export interface StaffStore {
  /** The slug of the one organization whose people it has; undefined where there is but one organization. */
  readonly organization: string | undefined
  /** As the store has it; undefined for a code that it does not know. For somebody who waits: one try. */
  find(employeeCode: string): Promise<unknown>
  /** For work that has time: three tries. */
  listPage(query: PageQuery, signal?: AbortSignal): Promise<StaffPage>
}

/** How long it is waited for. */
export interface Patience {
  timeoutMs: number
  /** What somebody waits for who sits before a screen. */
  shortTimeoutMs: number
  firstWaitMs: number
  longestWaitMs: number
  /** After so many failures on end nobody asks for a while. */
  failures: number
  openMs: number
}

export const PATIENCE: Patience = {
  timeoutMs: 30_000,
  shortTimeoutMs: 8_000,
  firstWaitMs: 4_000,
  longestWaitMs: 10_000,
  failures: 6,
  openMs: 30_000,
}
const RETRIES = 2

/** A client of the store at this address. */
export function createStaffStore(
  { organization, ...address }: Address & Pick<StaffStore, 'organization'>,
  patience: Patience = PATIENCE,
): StaffStore {
  const isAway = handleType(StaffStoreAwayError)
  const breaker = circuitBreaker(isAway, {
    halfOpenAfter: patience.openMs,
    breaker: new ConsecutiveBreaker(patience.failures),
  })
  const tries = retry(isAway, {
    maxAttempts: RETRIES,
    backoff: new ExponentialBackoff({
      initialDelay: patience.firstWaitMs,
      maxDelay: patience.longestWaitMs,
      generator: noJitterGenerator,
    }),
  })
  const patiently = wrap(tries, breaker)
  return {
    organization,
    find: (employeeCode) =>
      nameBroken(
        breaker.execute(() =>
          askStore(address, `/sms/users/${encodeURIComponent(employeeCode)}`, {
            timeoutMs: patience.shortTimeoutMs,
            signal: undefined,
          }),
        ),
      ),
    listPage: async ({ updatedSince, cursor, limit }, signal) => {
      const query = new URLSearchParams({
        ...(updatedSince === undefined ? {} : { updatedSince }),
        ...(cursor === undefined ? {} : { cursor }),
        limit: String(limit),
      })
      const ask = () =>
        askStore(address, `/sms/users?${query}`, { timeoutMs: patience.timeoutMs, signal })
      const answer = await nameBroken(patiently.execute(ask, signal))
      const page = staffPage.safeParse(answer)
      if (page.success) return page.data
      throw new StaffStoreRefusedError('Its answer is no page of people.')
    },
  }
}

/** A circuit that is open says the same as the failures that opened it. */
async function nameBroken<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof BrokenCircuitError)) throw error
    throw new StaffStoreAwayError('It was away just now.', { cause: error })
  }
}
