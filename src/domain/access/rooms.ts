import { assertNever } from '../assert.js'
import { belongsTo, isModerator, isStaff, type Person } from '../people.js'
import type { TicketState } from '../ticket/state.js'
import { chatAccess } from './chat.js'
import { canView } from './visibility.js'

/** Where broadcasts go; each user's own room is entered by itself. */
export type Room =
  | { kind: 'ticket' | 'department' | 'user'; id: string }
  | { kind: 'moderators'; id: null }

/** A ticket as its room is judged by. */
export interface RoomTicket {
  state: TicketState
  /** Everyone who is or was asked to approve. */
  deciders: readonly string[]
}

/** What is broadcast, as far as it decides who gets it. */
export interface Told {
  type: string
  at: string
  data: Readonly<Record<string, unknown>>
}

/** Undefined for what is no room's name; whether there is such a ticket is another question. */
export function parseRoom(name: string): Room | undefined {
  if (name === 'moderators') return { kind: name, id: null }
  const [kind, id = '', ...more] = name.split(':')
  const isName = id !== '' && more.length === 0
  return isName && (kind === 'ticket' || kind === 'department' || kind === 'user')
    ? { kind, id }
    : undefined
}

/** The ticket is undefined where there is none of that id. */
export function mayEnter(room: Room, person: Person, ticket: RoomTicket | undefined): boolean {
  switch (room.kind) {
    case 'user':
      return room.id === person.id
    case 'moderators':
      return isModerator(person)
    case 'department':
      return isModerator(person) || (isStaff(person) && belongsTo(person, room.id))
    case 'ticket':
      return ticket !== undefined && mayFollow(person, ticket)
    default:
      return assertNever(room)
  }
}

/** Whoever sees a ticket may follow it; whom a moderator took out of its chat may not until they are let in again. */
function mayFollow(person: Person, { state, deciders }: RoomTicket): boolean {
  if (state.status === 'draft') return false
  if (!canView(person, state, deciders.includes(person.id))) return false
  const isRemoved = state.removedParticipants.some(({ userId }) => userId === person.id)
  return !isRemoved || chatAccess(state, person) !== undefined
}

/** Judged when it is told, on the ticket as it is by then: whoever has lost a room or the chat gets nothing more of it. */
export function mayReceive(
  told: Told,
  room: Room,
  person: Person,
  ticket: RoomTicket | undefined,
): boolean {
  if (!mayEnter(room, person, ticket)) return false
  if (room.kind !== 'ticket' || ticket === undefined) return true
  if (told.type === 'ticket:viewers') return isStaff(person)
  const isSaid = /^chat[:_]/.test(told.type) || typeof told.data.messageId === 'string' // a file of a message
  const isInternal = told.data.visibility === 'internal'
  if (!isSaid && !isInternal) return true
  return mayHear(told, person, ticket.state)
}

/** What is said in a chat, or comes with it: from joining on, of the present version, and internally as chats have it. */
function mayHear({ at, data }: Told, person: Person, state: TicketState): boolean {
  const access = chatAccess(state, person)
  if (access === undefined) return false
  if (data.visibility === 'internal' && !access.internal) return false
  if (access.from !== null && at < access.from) return false
  const isArchived = data.version !== undefined && data.version !== state.version
  return !isArchived || access.archives
}
