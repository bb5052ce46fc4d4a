/** What tells who somebody is. */
export interface PersonalData {
  firstName: string
  lastName: string
  email: string
  employeeCode: string
  phone: string | null
}

const LEFT_OUT = '…'

/** What stands before the `@` has an end, or a text of such signs alone is walked again from each of them. */
const MAIL = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,10}/gu
const WORD = /@?[\p{L}\p{N}][\p{L}\p{M}\p{N}_'’.-]*/gu
/** Digits with what people put between them; what stands in a word, or after a point, is no number of a phone. */
const DIGITS = /(?<![\p{L}\p{N}.:/-])[+(]{0,2}\d[\d\s()./-]{4,}\d(?![\p{L}\p{N}:])/gu
const ADDRESS_OF_NETWORK = /^\d{1,3}(?:\.\d{1,3}){3}$/
const DATE = /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}\/\d{1,2}\/\d{2,4})$/
const FEWEST_DIGITS = 6
/** In these scripts a name stands among other words without a space. */
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
/** Parts of names that are words of their own. */
const PARTICLES = new Set(['van', 'von', 'der', 'den', 'del', 'della', 'las', 'los', 'bin', 'und'])
const SHORTEST_NAME = 3

/**
 * A text without the names, addresses of mail and numbers of phones of these people, and without any other address of
 * mail or number that looks like a phone's. What is left out is too much rather than too little: it is read before it is published.
 */
export function leaveOutPeople(text: string, people: readonly PersonalData[]): string {
  const names = new Set(people.flatMap(listNames))
  const phones = people.flatMap(({ phone }) => (phone === null ? [] : [keepDigits(phone)]))
  const isNamed = (word: string) => listForms(word).some((form) => names.has(form))
  const without = text
    .replace(MAIL, LEFT_OUT)
    .replace(WORD, (word) => leaveOutWord(word, isNamed))
    .replace(DIGITS, (digits) => (isPhone(digits, phones) ? LEFT_OUT : digits))
  return leaveOutUnspaced(without, people).replaceAll(/…(?:[ ,]*…)+/gu, LEFT_OUT)
}

function listNames({ firstName, lastName, employeeCode, email }: PersonalData): string[] {
  const parts = [firstName, lastName].flatMap((name) => fold(name).split(/[\s'’-]+/u))
  const mailbox = email.replace(/@.*$/u, '')
  const whole = [firstName, lastName, employeeCode, mailbox].map(fold)
  const long = [...parts, ...whole].filter((name) => name.length >= SHORTEST_NAME)
  return long.filter((name) => !PARTICLES.has(name))
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}

/** As it stands, without what a genitive or the end of a sentence adds, and its parts. */
function listForms(word: string): string[] {
  const plain = fold(word)
    .replace(/^@/u, '')
    .replace(/(?<![.'’_-])[.'’_-]+$/u, '')
  const bare = plain.replace(/['’]?s$/u, '')
  return [plain, bare, ...plain.split(/['’._-]+/u), ...bare.split(/['’._-]+/u)]
}

/** A full stop after it stays. */
function leaveOutWord(word: string, isNamed: (word: string) => boolean): string {
  if (!isNamed(word)) return word
  return word.endsWith('.') ? `${LEFT_OUT}.` : LEFT_OUT
}

function keepDigits(text: string): string {
  return text.replaceAll(/\D/g, '')
}

/** One of these people's, with or without the code of its country, or what begins as numbers of phones do. */
function isPhone(found: string, phones: readonly string[]): boolean {
  const digits = keepDigits(found)
  if (digits.length < FEWEST_DIGITS) return false
  const local = digits.replace(/^0+/u, '')
  if (phones.some((phone) => local.length >= FEWEST_DIGITS && phone.endsWith(local))) return true
  if (ADDRESS_OF_NETWORK.test(found) || DATE.test(found)) return false
  return /^(?:\+|\(?0)/u.test(found)
}

function leaveOutUnspaced(text: string, people: readonly PersonalData[]): string {
  const names = people.flatMap(({ firstName, lastName }) => [
    ...[`${lastName}${firstName}`, `${firstName}${lastName}`, lastName, firstName],
  ])
  return names
    .filter((name) => WITHOUT_SPACES.test(name) && [...name].length > 1)
    .reduce((left, name) => left.replaceAll(name, LEFT_OUT), text)
}
