import { type Refusal, refusal } from '../errors.js'
import { hasRole, isModerator, type Person } from '../people.js'
import { isTerminal, type TicketState } from './state.js'

/** What somebody who sees the ticket may do in its chat. */
export interface ChatAccess {
  /** Only what is said from then on; null reads this life from its start. */
  from: string | null
  /** Internal messages too. */
  internal: boolean
  /** Earlier lives too. */
  archives: boolean
  /** Why nothing may be written; undefined when it may. */
  silenced: Refusal | undefined
}

/** Undefined for those who are not in it. Moderators and admins are in every chat. */
export function chatAccess(state: TicketState, person: Person): ChatAccess | undefined {
  const part = state.participants.find(({ userId }) => userId === person.id)
  const moderates = isModerator(person)
  if (part === undefined && !moderates) return undefined
  const whole = moderates || part?.role === 'requester'
  return {
    from: whole ? null : (part?.historyFrom ?? null),
    internal: isStaff(person) && (moderates || part?.role !== 'requester'),
    archives: moderates,
    silenced: silenced(state, part?.role === 'team_member' && !moderates),
  }
}

function isStaff(person: Person): boolean {
  return hasRole(person, 'agent', 'moderator', 'manager', 'admin')
}

function silenced(state: TicketState, readsOnly: boolean): Refusal | undefined {
  if (state.status === 'draft' || isTerminal(state.status)) {
    return refusal('chat_closed', 'The chat of this ticket is closed.')
  }
  return readsOnly ? refusal('read_only', 'Team members read along, and write nothing.') : undefined
}

/** A public word of somebody who works on it, not of the one who asked, is the first response. */
export function isFirstResponse(
  state: TicketState,
  person: Person,
  visibility: 'public' | 'internal',
): boolean {
  const works = hasRole(person, 'agent', 'moderator', 'manager', 'admin')
  return (
    visibility === 'public' &&
    works &&
    state.requesterId !== person.id &&
    state.sla.firstResponseAt === null
  )
}
