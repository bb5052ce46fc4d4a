import { maskCardNumbers } from '../billing/card-number.js'
import { cut, oneLine } from '../text.js'

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g
/** Control characters but tab and line feed, and marks that turn the direction of writing or are not seen. */
const INVISIBLE =
  /(?![\t\n])[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu
const MOST_SUBJECT = 200

/** The words of a mail as they may stand in a ticket. */
export function cleanText(given: string): string {
  const text = given.toWellFormed().replace(LINE_ENDS, '\n').replace(INVISIBLE, '')
  const lines = text.split('\n').map((line) => line.trimEnd())
  const joined = lines.join('\n').replaceAll('\u00a0', ' ')
  return maskCardNumbers(joined.replace(/\n{4,}/g, '\n\n\n').trim())
}

const PREFIXES = /^(?:(?:re|aw|sv|antw|wg|fw|fwd|tr|rv)(?:\[\d{1,3}\])?\s*:\s*)+/i

/** A subject as the title of a ticket. */
export function cleanSubject(given: string, none: string): string {
  const subject = oneLine(cleanText(given)).replace(PREFIXES, '')
  return subject === '' ? none : cut(subject, MOST_SUBJECT)
}
