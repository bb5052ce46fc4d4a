/** What the client takes from where it runs; tests give others. */
export interface Surroundings {
  fetch: (request: Request) => Promise<Response>
  nowMs: () => number
  /** Fails with the signal's reason when it is aborted. */
  sleepMs: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Between 0 and 1. */
  random: () => number
  newKey: () => string
  /** Does a thing while no other program does that shares the tokens' store. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>
}

export interface RetryOptions {
  /** Sendings of one request, the first with them. */
  tries: number
  /** Before the second sending; twice as long before each further one. */
  firstWaitMs: number
  longestWaitMs: number
  /** What the server asks to wait for longer, as of a locked account, is told at once. A minute where it is left out. */
  longestAskedMs?: number
}

export const RETRY: RetryOptions = {
  tries: 5,
  firstWaitMs: 250,
  longestWaitMs: 8_000,
}
const LONGEST_ASKED_MS = 60_000

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE']
/** The server has done nothing, or does it once under the same key. */
const PASSING = [429, 502, 503, 504]

/**
 * Sends again what did not come through: each write has an `Idempotency-Key`, the same for all its sendings, so that the
 * server does it once. An answer that is a refusal is given as it is.
 */
export function createRetryingFetch(
  surroundings: Surroundings,
  options: RetryOptions = RETRY,
): (request: Request) => Promise<Response> {
  const { fetch, sleepMs, newKey } = surroundings
  async function tryOnce(request: Request, sent: number): Promise<Response | undefined> {
    const isLast = sent >= options.tries
    let askedMs: number | undefined
    try {
      const response = await fetch(request.clone())
      if (isLast || !(await isPassing(response))) return response
      askedMs = retryAfterMs(response, surroundings)
      if ((askedMs ?? 0) > (options.longestAskedMs ?? LONGEST_ASKED_MS)) return response
    } catch (error) {
      if (isLast || request.signal.aborted) throw error
    }
    await sleepMs(askedMs ?? waitMs(sent, surroundings, options), request.signal)
    return undefined
  }
  return async (request) => {
    if (WRITES.includes(request.method) && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', newKey())
    }
    for (let sent = 1; ; sent += 1) {
      const response = await tryOnce(request, sent)
      if (response !== undefined) return response
    }
  }
}

async function isPassing(response: Response): Promise<boolean> {
  if (PASSING.includes(response.status)) return true
  if (response.status !== 409) return false
  const problem: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  return hasCode(problem) && problem.code === 'idempotency_in_flight'
}

function hasCode(value: unknown): value is { code: unknown } {
  return typeof value === 'object' && value !== null && 'code' in value
}

/** Before the next of so many sendings. Half of it by chance, so that not all come back at once. */
export function waitMs(sent: number, { random }: Surroundings, options: RetryOptions): number {
  const full = Math.min(options.longestWaitMs, options.firstWaitMs * 2 ** (sent - 1))
  return full / 2 + (full / 2) * random()
}

function retryAfterMs(response: Response, { nowMs }: Surroundings): number | undefined {
  const value = response.headers.get('Retry-After')
  if (value === null) return undefined
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs())
}
