import { z } from 'zod'

export const timezone = z.string().max(60).refine(isTimezone, 'must be an IANA time zone')

/** A name of the IANA's, in any case; a bare offset is none. */
function isTimezone(value: string): boolean {
  if (/^[+-]/.test(value)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined
  } catch {
    return false
  }
}
