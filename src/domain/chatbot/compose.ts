import type { Language } from '../language.js'
import type { Status } from '../ticket/status.js'
import { cleanText } from './clean-text.js'
import { writeCitation } from './links.js'
import type { Passage } from './passage.js'
import { CHATBOT_WORDS } from './words.js'

/** What is said, and what it is made of. */
export interface Composed {
  reply: string
  cited: readonly Passage[]
}

const MOST_SHOWN = 3
const EXCERPT_LENGTH = 400

/** The best passages themselves, with links to where they are from. */
export function composePassages(
  passages: readonly Passage[],
  language: Language,
  site: string,
): Composed {
  const words = CHATBOT_WORDS[language]
  const cited = passages.slice(0, MOST_SHOWN)
  if (cited.length === 0) return { reply: `${words.unknown} ${words.offersTicket}`, cited }
  const items = cited.map((passage, n) => {
    const title = cleanText(passage.title).replace(/\s+/g, ' ').trim()
    return `- ${title} ${writeCitation(n + 1, passage, site)}: ${writeExcerpt(passage.text)}`
  })
  return { reply: [words.mayHelp, ...items, words.offersTicket].join('\n\n'), cited }
}

function writeExcerpt(text: string): string {
  const line = cleanText(text).replace(/\s+/g, ' ').trim()
  if (line.length <= EXCERPT_LENGTH) return line
  const gap = line.lastIndexOf(' ', EXCERPT_LENGTH)
  return `${line.slice(0, gap > 0 ? gap : EXCERPT_LENGTH).toWellFormed()} …`
}

/** A ticket of the one who asks. */
export interface OwnTicket {
  id: string
  number: string
  title: string
  status: Status
  department: string | null
  description: string
  requesterId: string
}

/** How a ticket stands, in words. */
export function describeTicketStatus(
  { number, title, status, department }: OwnTicket,
  language: Language,
): string {
  const place = department === null ? '' : ` (${department})`
  return cleanText(`${number} “${title}”${place} ${CHATBOT_WORDS[language].statuses[status]}.`)
}

/** Where somebody's tickets are: those that were asked for by number, or those that are open. */
export function composeTicketStatus(
  tickets: readonly OwnTicket[],
  numbers: readonly string[],
  { language, site }: { language: Language; site: string },
): Composed {
  const words = CHATBOT_WORDS[language]
  if (tickets.length === 0) {
    return { reply: numbers.length > 0 ? words.notYours : words.noTickets, cited: [] }
  }
  const cited = tickets.map((ticket) => showTicket(ticket, language))
  const lines = tickets.map((ticket, n) => {
    const citation = writeCitation(n + 1, { kind: 'ticket', number: ticket.number }, site)
    return `${describeTicketStatus(ticket, language)} ${citation}`
  })
  if (lines.length === 1) return { reply: lines.join(''), cited }
  return { reply: [words.yourTickets, ...lines.map((line) => `- ${line}`)].join('\n'), cited }
}

function showTicket(ticket: OwnTicket, language: Language): Passage {
  return {
    ...{ kind: 'ticket', id: ticket.id, number: ticket.number },
    title: `${ticket.number}: ${ticket.title}`,
    ...{ text: describeTicketStatus(ticket, language), score: 1, requesterId: ticket.requesterId },
  }
}
