const UUID = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi
/** As somebody writes one: in groups, with single spaces or hyphens between. */
const GROUPED = /\d(?:[ -]?\d)+/g
const UNBROKEN = /\d+/g
const [SHORTEST, LONGEST] = [13, 19]

/** Whether a text has what looks like the number of a payment card: as many digits, the last of which checks the others. */
export function hasCardNumber(text: string): boolean {
  const words = text.replaceAll(UUID, ' : ')
  const found = [...words.matchAll(GROUPED), ...words.matchAll(UNBROKEN)]
  return found.some(([digits]) => isCardNumber(digits.replaceAll(/[ -]/g, '')))
}

function isCardNumber(digits: string): boolean {
  return digits.length >= SHORTEST && digits.length <= LONGEST && isChecked(digits)
}

/** Luhn: every second digit from the right counts twice, its own two digits added up. */
function isChecked(digits: string): boolean {
  const total = [...digits].reverse().reduce((before, digit, place) => {
    const counted = place % 2 === 0 ? Number(digit) : Number(digit) * 2
    return before + (counted > 9 ? counted - 9 : counted)
  }, 0)
  return total % 10 === 0
}

/** The same of whatever a request holds, its names as well. */
export function holdsCardNumber(value: unknown): boolean {
  if (typeof value === 'string') return hasCardNumber(value)
  if (typeof value === 'number') return hasCardNumber(String(value))
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, held]) => hasCardNumber(name) || holdsCardNumber(held))
}

const IDS_OR_GROUPED = new RegExp(`${UUID.source}|${GROUPED.source}`, 'gi')
const REMOVED = '[card number removed]'

/** A text that came in where nobody can be told to leave them out, without them. */
export function maskCardNumbers(text: string): string {
  if (!hasCardNumber(text)) return text
  const mask = (digits: string) =>
    isCardNumber(digits.replaceAll(/[ -]/g, '')) ? REMOVED : undefined
  return text.replaceAll(IDS_OR_GROUPED, (found) => {
    if (found.match(UUID) !== null) return found
    return mask(found) ?? found.replaceAll(UNBROKEN, (digits) => mask(digits) ?? digits)
  })
}
