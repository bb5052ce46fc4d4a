const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long is waited after each attempt: people who mend a receiver at once, in the evening, or the next morning. */
const WAITS_MS = [
  ...[5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  ...[HOUR, 3 * HOUR, 6 * HOUR],
] as const
const LONGEST_WAIT_MS = 6 * HOUR
const PATIENCE_MS = 24 * HOUR
/** A receiver that has taken nothing for so long is there no more. */
const FORSAKEN_MS = 5 * 24 * HOUR

interface Tries {
  /** How often it was tried, once at least. */
  attempts: number
  /** When it was to leave first. */
  beganAtMs: number
  nowMs: number
  /** What the receiver has asked for. */
  retryAfterMs?: number | undefined
}

/** When a delivery that was not taken is tried again, the last time after a day; undefined where it is given up. */
export function findNextAttempt(tries: Tries): number | undefined {
  const { attempts, beganAtMs, nowMs, retryAfterMs = 0 } = tries
  const endMs = beganAtMs + PATIENCE_MS
  if (nowMs >= endMs) return undefined
  const waitMs = Math.max(WAITS_MS[attempts - 1] ?? LONGEST_WAIT_MS, retryAfterMs)
  return Math.min(nowMs + waitMs, endMs)
}

/** Whether a receiver that has failed since then, and taken nothing, is asked no more. */
export function isForsaken(failingSinceMs: number, nowMs: number): boolean {
  return nowMs - failingSinceMs >= FORSAKEN_MS
}

const WHOLE_SECONDS = /^\d{1,9}$/

/** A `Retry-After` of either form in milliseconds from now; undefined for what is none. */
export function readRetryAfter(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined
  if (WHOLE_SECONDS.test(text)) return Number(text) * SECOND
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs)
}
