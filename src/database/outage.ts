import { DomainError, refusal } from '../domain/errors.js'

/** Classes of SQLSTATE that say that the statement is wrong: data, integrity, syntax or access, PL/pgSQL. */
const PERMANENT_CLASSES = new Set(['22', '23', '42', 'P0'])

/** What JavaScript throws for a mistake in code, also inside the driver. */
const MISTAKES = [TypeError, RangeError, ReferenceError, SyntaxError]

/**
 * Judges what a query threw. Only a wrong statement or a mistake in code is permanent: outages come in
 * too many kinds to be listed (name resolution, failover, a full disk), and so does contention.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error) || MISTAKES.some((mistake) => error instanceof mistake))
    return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return !PERMANENT_CLASSES.has(code.slice(0, 2))
}

/** A statement that took longer than it may: the database is there, and somebody asked too much of it. */
const TIMED_OUT = '57014'

/** What callers get in an outage: 503, retried by activities. The cause is for the log. */
export function unavailable(cause: unknown): DomainError {
  const isTimedOut = cause instanceof Error && 'code' in cause && cause.code === TIMED_OUT
  const refused = refusal(
    'unavailable',
    isTimedOut
      ? 'This took the database too long; ask for less, or try again later.'
      : 'The database is away; try again shortly.',
  )
  return Object.assign(new DomainError(refused), { cause })
}
