import type { MailReason } from './mail.js'

/** Whom the address of a mail belongs to. */
export type Sender = 'none' | 'unknown' | 'pending' | 'closed' | 'active'

export interface MailFacts {
  /** Why it is put into no ticket whoever sent it. */
  cut: MailReason | undefined
  sender: Sender
  /** The relay says that the address is somebody else's. */
  isForged: boolean
  /** The ticket that it names first, and what its chat refuses this sender; null where it names none that is there. */
  ticket: { id: string; refusal: string | undefined } | null
  /** The organization files what unknown people write, and has not filed too much of it just now. */
  takesUnknown: boolean
}

export type MailDecision =
  | { kind: 'cut' | 'queue'; why: MailReason }
  | { kind: 'message'; ticketId: string }
  | { kind: 'ticket' }
  /** For somebody who is registered with it, and waits for an admin. */
  | { kind: 'register' }

/** What becomes of a mail. What may be wrong in a ticket waits for a moderator; nothing is thrown away. */
export function decideMail(facts: MailFacts): MailDecision {
  const { cut, sender, ticket } = facts
  if (cut !== undefined) return { kind: 'cut', why: cut }
  if (facts.isForged) return { kind: 'queue', why: 'forged' }
  if (sender === 'none') return { kind: 'queue', why: 'no_sender' }
  if (sender === 'closed') return { kind: 'queue', why: 'account_closed' }
  if (ticket !== null) return decideReply(ticket, sender)
  if (sender === 'active') return { kind: 'ticket' }
  if (!facts.takesUnknown) return { kind: 'queue', why: 'unknown_sender' }
  return sender === 'pending' ? { kind: 'ticket' } : { kind: 'register' }
}

function decideReply({ id, refusal }: NonNullable<MailFacts['ticket']>, sender: Sender) {
  if (sender !== 'active') return { kind: 'queue', why: 'not_participant' } as const
  if (refusal === undefined) return { kind: 'message', ticketId: id } as const
  const why = refusal === 'chat_closed' ? 'ticket_ended' : 'not_participant'
  return { kind: 'queue', why } as const
}
