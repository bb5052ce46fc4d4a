import { foldWord, splitWords } from '../kb/words.js'
import type { Language } from '../language.js'
import { describeTicketStatus, type OwnTicket } from './compose.js'
import type { Passage } from './passage.js'

const SHORTEST = 4
const MOST = 2

/** Of somebody's own tickets those that have most of the question's longer words; they stand behind all articles. */
export function rankOwnTickets(
  tickets: readonly OwnTicket[],
  question: string,
  language: Language,
): Passage[] {
  const asked = new Set(listWords(question))
  return tickets
    .map((ticket) => {
      const words = new Set(listWords(`${ticket.title} ${ticket.description}`))
      return { ticket, shared: [...asked].filter((word) => words.has(word)).length }
    })
    .filter(({ shared }) => shared > 0)
    .toSorted((one, other) => other.shared - one.shared)
    .slice(0, MOST)
    .map(({ ticket }) => ({
      ...{ kind: 'ticket', id: ticket.id, number: ticket.number, score: 0 },
      title: `${ticket.number}: ${ticket.title}`,
      text: `${describeTicketStatus(ticket, language)}\n${ticket.description}`,
      requesterId: ticket.requesterId,
    }))
}

function listWords(text: string): string[] {
  return splitWords(text)
    .map(foldWord)
    .filter((word) => word.length >= SHORTEST)
}
