/** What somebody wants, as far as it is told by their words alone: no model is asked for these. */
export type Intent =
  | { kind: 'ticket_status'; numbers: string[] }
  | { kind: 'person' }
  | { kind: 'question' }

const PERSON = [
  /\b(?:speak|talk|chat|connect me|hand (?:me )?over|hand me|pass me|put me through)\b.{0,12}\b(?:to|with)\s+(?:an?|the|your|any|one of your)?\s*(?:real|live|human|actual|support|service)?\s*(?:person|human|agent|someone|somebody|colleague)s?\b/,
  /\b(?:real|human) (?:person|being|agent)\b/,
  /\bmit (?:einem|einer|jemand\w*)?.{0,20}\b(?:mensch\w*|mitarbeiter\w*|person|jemand\w*)\b.{0,20}\b(?:sprechen|reden|schreiben|verbinden)\b/,
  /\b(?:echte[rn]?) (?:mensch\w*|person)\b/,
]

const STATUS = [
  /\bwhere(?:'s|’s| is| are)? (?:my|the) (?:last |open )?(?:tickets?|requests?)\b/,
  /\b(?:status|state|progress) of (?:my|the) (?:last |open )?(?:tickets?|requests?)\b/,
  /\b(?:how far|what) (?:is|are|about|happened to|happens with) (?:my|the) (?:last |open )?(?:tickets?|requests?)\b/,
  /\b(?:my|open) tickets?\b.{0,10}\bstatus\b/,
  /\bwo (?:ist|sind|bleib\w+) (?:mein\w*|das) (?:letzte[sn]? |offene[sn]? )?(?:tickets?|anfragen?)\b/,
  /\b(?:stand|status)\b.{0,20}\b(?:mein\w*|des|vom) (?:letzten? |offenen? )?(?:tickets?|anfragen?)\b/,
  /\b(?:was ist|was passiert|wie steht es|wie weit ist|was wurde)\b.{0,12}\bmein\w* (?:letzten? |offenen? )?(?:tickets?|anfragen?)\b/,
]

/** With the number of a ticket these are enough. */
const ASKS_ABOUT =
  /\b(?:where|status|state|how far|progress|wo|stand|wie weit|what about|was ist)\b/
const NUMBER = /\b[A-Z][A-Z0-9]{0,9}-\d{1,10}\b/g

export function readIntent(message: string): Intent {
  const text = message.toLowerCase().replace(/\s+/g, ' ')
  if (PERSON.some((pattern) => pattern.test(text))) return { kind: 'person' }
  const numbers = [...new Set(message.toUpperCase().match(NUMBER) ?? [])]
  const isAbout = numbers.length > 0 && (ASKS_ABOUT.test(text) || /^\W*\S+\W*$/.test(text))
  if (isAbout || STATUS.some((pattern) => pattern.test(text))) {
    return { kind: 'ticket_status', numbers }
  }
  return { kind: 'question' }
}
