import { z } from 'zod'

export const timezone = z.string().max(60).refine(isTimezone, 'must be an IANA time zone')

/** What is known beside the IANA's names: the same letters are another zone to others, PostgreSQL among them. */
const NOBODYS =
  /^(?:A[CEGRS]T|B[ES]T|C[ANST]T|E[AC]T|I[ES]T|JST|MIT|N[ES]T|P[LNRS]T|[SV]ST|SystemV\/.*|US\/Pacific-New)$/i

/** A name of the IANA's, in any case; a bare offset is none. */
function isTimezone(value: string): boolean {
  if (/^[+-]/.test(value) || NOBODYS.test(value)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined
  } catch {
    return false
  }
}
