import { DomainError, type Refusal, refusal, refuse } from '../errors.js'
import { isModerator, isStaff, type Person } from '../people.js'
import { findUnanswered } from '../sla/next-response.js'
import { hasGround, readsOnly } from '../ticket/grounds.js'
import { describeStatus } from '../ticket/refusal-words.js'
import { isSoleResponse } from '../ticket/sole-response.js'
import type { TicketState } from '../ticket/state.js'
import { isTerminal } from '../ticket/status.js'

/** What of a ticket says who reads and writes in its chat. */
export type ChatTicket = Pick<
  TicketState,
  'type' | 'number' | 'status' | 'version' | 'requesterId' | 'parentFiling' | 'participants'
>

/** What somebody who sees the ticket may do in its chat. */
export interface ChatAccess {
  /** Only what is said from then on; null reads this version from its start. */
  from: string | null
  /** Internal messages too. */
  internal: boolean
  /** Earlier versions too. */
  archives: boolean
  /** Why nothing may be written; undefined when it may. */
  refusal: Refusal | undefined
}

/**
 * Undefined for those who are not in it. Moderators and admins are in every chat. Who filed an ordinary ticket never
 * reads what is said internally, whatever else they are, nor of a part of it; a sub-ticket's own requester, the moderator
 * who split, does.
 */
export function chatAccess(state: ChatTicket, person: Person): ChatAccess | undefined {
  const known = state.participants.find(({ userId }) => userId === person.id)
  if (isModerator(person)) {
    return {
      from: null,
      internal: readsInternals(state, person),
      archives: true,
      refusal: refuseWriting(state, false),
    }
  }
  if (known === undefined) return undefined
  return {
    from: hasGround(known, 'requester') ? null : known.historyFrom, // who was added again begins there
    internal: readsInternals(state, person),
    archives: false,
    refusal: refuseWriting(state, readsOnly(known)),
  }
}

/** Whether internal matters of a ticket that they see are theirs to read, in the chat or elsewhere. */
export function readsInternals(state: ChatTicket, person: Person): boolean {
  const filedBy = state.type === 'ticket' ? state.requesterId : state.parentFiling?.requesterId
  return isStaff(person) && filedBy !== person.id
}

/** Whether somebody reads this message of the ticket now. */
export function mayReadMessage(
  ticket: ChatTicket,
  person: Person,
  { version, visibility, at }: { version: number; visibility: 'public' | 'internal'; at: string },
): boolean {
  const access = chatAccess(ticket, person)
  if (access === undefined) return false
  const isOfTheirs = version === ticket.version || access.archives
  const isFor = visibility === 'public' || access.internal
  return isOfTheirs && isFor && (access.from === null || at >= access.from)
}

/** What somebody may not comes before what nobody can. */
function refuseWriting({ number, status }: ChatTicket, readsOnly: boolean): Refusal | undefined {
  if (readsOnly) {
    return refusal('read_only', 'Team members read along: the assignee writes for them.')
  }
  return status === 'draft' || isTerminal(status)
    ? refusal(
        'chat_closed',
        `${number} is ${describeStatus(status)}: nothing can be said in its chat.`,
      )
    : undefined
}

const NOT_PARTICIPANT = refusal(
  'not_participant',
  'You are not in the chat of this ticket: a moderator can add you.',
)
const NOT_INTERNAL = refusal('forbidden', 'Internal messages are for those who work on the ticket.')

/** For those who see the ticket; throws `not_participant` for one who is not in its chat. */
export function requireChat(state: TicketState, person: Person): ChatAccess {
  const access = chatAccess(state, person)
  if (access === undefined) throw new DomainError(NOT_PARTICIPANT)
  return access
}

/** Why this one may not say this in the chat; undefined where they may. */
export function findChatRefusal(
  state: TicketState,
  person: Person,
  { visibility }: { visibility: 'public' | 'internal' },
): Refusal | undefined {
  const access = chatAccess(state, person)
  if (access === undefined) return NOT_PARTICIPANT
  return visibility === 'internal' && !access.internal ? NOT_INTERNAL : access.refusal
}

/** Throws it. */
export function judgeMessage(
  state: TicketState,
  person: Person,
  message: { visibility: 'public' | 'internal' },
): void {
  const refused = findChatRefusal(state, person, message)
  if (refused !== undefined) throw new DomainError(refused)
}

/** `max` counts code points. */
export function refuseTooLong(body: string, max: number): void {
  if ([...body].length > max) refuse('too_long', `A message has at most ${max} characters.`)
}

/**
 * What a message is to the ticket's clocks; undefined where it is nothing to them. A public word of somebody who works on it, not
 * of the one who asked, is a response; the requester's first since staff last answered is to be answered, where that is promised.
 */
export function findClockEvent(
  { requesterId, assignedAt, sla, undo }: TicketState,
  person: Person,
  visibility: 'public' | 'internal',
): 'first_response' | 'next_response' | 'requester_message' | undefined {
  if (visibility !== 'public') return undefined
  const isWaiting = findUnanswered(sla) !== undefined
  if (requesterId === person.id) {
    const isPromised = assignedAt !== null && sla.nextResponseWithin !== undefined
    return isPromised && !isWaiting ? 'requester_message' : undefined
  }
  if (!isStaff(person)) return undefined
  if (sla.firstResponseAt === null || isSoleResponse(undo)) return 'first_response'
  return isWaiting ? 'next_response' : undefined
}
