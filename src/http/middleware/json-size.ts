import { refuse } from '../../domain/errors.js'

const MAX_DEPTH = 32
/** Of lists and members together: what is parsed, checked and validated in one turn of the event loop. */
const MAX_VALUES = 20_000

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]
/** Square brackets differ from curly ones in this bit alone. */
const CURLY = 0x20
const [OPENING, CLOSING] = [0x7b, 0x7d]

/**
 * Refuses a text of JSON that would take long to parse, before it is parsed: a megabyte holds half a million values.
 * It looks at no more than where strings and lists begin and end; whether it is JSON the parser says.
 */
export function refuseBulk(text: string): void {
  let depth = 0
  let values = 1
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = findStringEnd(text, at)
    else if (code === COMMA) values += 1
    else if ((code | CURLY) === OPENING) {
      depth += 1
      values += 1
    } else if ((code | CURLY) === CLOSING) depth -= 1
    if (depth > MAX_DEPTH)
      refuse('validation_failed', `The body is nested deeper than ${MAX_DEPTH}.`)
    if (values > MAX_VALUES)
      refuse('validation_failed', `The body may have at most ${MAX_VALUES} values.`)
  }
}

function findStringEnd(text: string, begin: number): number {
  let at = begin + 1
  while (at < text.length && text.charCodeAt(at) !== QUOTE) {
    at += text.charCodeAt(at) === BACKSLASH ? 2 : 1
  }
  return at
}
