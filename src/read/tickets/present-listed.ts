import type { ListedTicketView } from '../../contracts/tickets.js'
import { type ListedTicketRow, ticketFromRow } from '../../database/rows.js'
import type { Person } from '../../domain/people.js'
import { presentTicket } from './present.js'

/** How many characters of a description lists show. */
export const LISTED_LENGTH = 500

export function presentListedTicket(
  row: ListedTicketRow,
  viewer: Person,
  at: string,
): ListedTicketView {
  const ticket = presentTicket(ticketFromRow(row), viewer, at)
  const { text, isCut } = cutText(row.description)
  return { ...ticket, description: text, descriptionTruncated: row.is_cut || isCut }
}

function cutText(text: string) {
  if (text.length <= LISTED_LENGTH) return { text, isCut: false }
  const characters = [...text]
  const isCut = characters.length > LISTED_LENGTH
  return { text: isCut ? characters.slice(0, LISTED_LENGTH).join('') : text, isCut }
}
