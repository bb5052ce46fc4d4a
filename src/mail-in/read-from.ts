import type { ParsedMail as Parsed } from 'mailparser'
import { cleanText } from '../domain/mail-in/clean-text.js'
import type { ParsedMail } from '../domain/mail-in/mail.js'

const ADDRESS = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/
const QUOTED = /"(?:[^"\\]|\\.)*"/g
/** Nobody is called so; and what was made of quotes to be read for long is read by nobody. */
const LONGEST_LINE = 2_000

/**
 * Whose a mail says that it is, of its lines `From`. A mail of several is nobody's, and so is one that somebody else may read as another's:
 * of which of them the relay has found out something, nobody knows.
 */
export function readFrom(
  { from }: Pick<Parsed, 'from'>,
  lines: readonly string[],
): ParsedMail['head']['from'] {
  const [first, ...more] = from?.value ?? []
  const address = first?.address?.toLowerCase() ?? ''
  const isTooLong = lines.some((line) => line.length > LONGEST_LINE)
  const isOfSeveral = isTooLong || lines.length > 1 || more.length > 0 || lines.some(hasSeveral)
  if (isOfSeveral || !ADDRESS.test(address)) return null
  return { address, name: cleanText(first?.name ?? '') }
}

function hasSeveral(line: string): boolean {
  return line.replaceAll(QUOTED, '').split('<').length > 2
}
