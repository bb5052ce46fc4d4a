import { type MailHead, OWN_ID_DOMAIN } from './mail.js'

/** What may name a ticket, in the order in which it is believed. */
export type TicketClue =
  | { by: 'address'; ticketId: string }
  | { by: 'thread'; ticketId: string }
  | { by: 'mail'; messageId: string }
  | { by: 'subject'; number: string }

const THREAD = new RegExp(
  `^<ticket-([\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12})@${OWN_ID_DOMAIN}>$`,
  'i',
)
const NUMBER = /\[([A-Z][A-Z0-9]{0,9}-\d{1,12}(?:\.\d{1,4})?)\]/gi
/** A thread names more than it needs. */
const MOST_REFERENCES = 50
const MOST_NUMBERS = 3

/**
 * Each clue is a claim of whoever wrote the mail, but for the address that was signed: whether the sender belongs to the
 * ticket is judged for all of them.
 */
export function listTicketClues(
  { references, subject }: Pick<MailHead, 'references' | 'subject'>,
  signedTicketId: string | undefined,
): TicketClue[] {
  const named = references.slice(0, MOST_REFERENCES)
  const threads = named.flatMap((id): TicketClue[] => {
    const ticketId = THREAD.exec(id)?.[1]?.toLowerCase()
    return ticketId === undefined ? [] : [{ by: 'thread', ticketId }]
  })
  const mails = named
    .filter((id) => !THREAD.test(id))
    .map((messageId): TicketClue => ({ by: 'mail', messageId }))
  const numbers = [...subject.matchAll(NUMBER)].slice(0, MOST_NUMBERS)
  return [
    ...(signedTicketId === undefined ? [] : [{ by: 'address' as const, ticketId: signedTicketId }]),
    ...threads,
    ...mails,
    ...numbers.map(([, number = '']): TicketClue => {
      return { by: 'subject', number: number.toUpperCase() }
    }),
  ]
}
