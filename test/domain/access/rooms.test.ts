import { describe, expect, it } from 'vitest'
import {
  mayEnter,
  mayReceive,
  parseRoom,
  type Room,
  type RoomTicket,
} from '../../../src/domain/access/rooms.js'
import type { Person } from '../../../src/domain/people.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { AT, IT, PEOPLE, participant, person, removed, ticketIn } from '../../support/tickets.js'

const BEFORE = '2025-12-31T00:00:00.000Z'
const ROOM: Room = { kind: 'ticket', id: 't' }

function withChat(over: Partial<TicketState> = {}, deciders: string[] = []): RoomTicket {
  const participants = [
    participant('requester', ['requester']),
    participant('assignee', ['assignee']),
  ]
  return { state: ticketIn('in_progress', { participants, ...over }), deciders }
}

describe('a room', () => {
  it('has a name of its kind', () => {
    expect(parseRoom('moderators')).toEqual({ kind: 'moderators', id: null })
    for (const kind of ['ticket', 'department', 'user']) {
      expect(parseRoom(`${kind}:x`)).toEqual({ kind, id: 'x' })
    }
    for (const name of ['', 'ticket', 'ticket:', 'ticket:x:y', 'other:x', 'moderators:x']) {
      expect(parseRoom(name), name).toBeUndefined()
    }
  })

  it('of a draft is nobody’s, its author’s neither', () => {
    const draft = { state: ticketIn('draft', { createdById: PEOPLE.requester.id }), deciders: [] }
    expect(mayEnter(ROOM, PEOPLE.requester, draft)).toBe(false)
    expect(mayEnter(ROOM, PEOPLE.moderator, undefined)).toBe(false)
  })

  it('of no known kind is a mistake of ours', () => {
    const other = { kind: 'other' } as never
    expect(() => mayEnter(other, PEOPLE.moderator, undefined)).toThrow('unexpected value')
  })

  it('of a user, a department or the moderators is for those whose it is', () => {
    const enters = (room: Room, who: Person) => mayEnter(room, who, undefined)
    const own: Room = { kind: 'user', id: 'assignee' }
    expect(enters(own, PEOPLE.assignee)).toBe(true)
    expect(enters(own, PEOPLE.moderator)).toBe(false)
    const moderators: Room = { kind: 'moderators', id: null }
    expect(enters(moderators, PEOPLE.moderator)).toBe(true)
    expect(enters(moderators, PEOPLE.assignee)).toBe(false)
    const department: Room = { kind: 'department', id: IT }
    expect(enters(department, PEOPLE.moderator)).toBe(true)
    expect(enters(department, person('x', { roles: ['agent'], departmentId: IT }))).toBe(true)
    expect(enters(department, person('x', { roles: ['agent'], headOf: [IT] }))).toBe(true)
    expect(enters(department, person('x', { roles: ['agent'], departmentId: 'hr' }))).toBe(false)
    expect(enters(department, person('x', { roles: ['requester'], departmentId: IT }))).toBe(false)
  })

  it('of a ticket is for those who see it, unless a moderator took them out of its chat', () => {
    const enters = (ticket: RoomTicket | undefined, who: Person) => mayEnter(ROOM, who, ticket)
    expect(enters(undefined, PEOPLE.moderator)).toBe(false)
    expect(enters(withChat(), PEOPLE.requester)).toBe(true)
    expect(enters(withChat(), PEOPLE.stranger)).toBe(false)
    const approver = person('approver', { roles: ['approver'] })
    expect(enters(withChat(), approver)).toBe(false)
    expect(enters(withChat({}, ['approver']), approver)).toBe(true)
    expect(enters(withChat({ status: 'draft' }), PEOPLE.requester)).toBe(false)
    const without = { participants: [], removedParticipants: [removed('requester')] }
    expect(enters(withChat(without), PEOPLE.requester)).toBe(false)
    const moderator = { removedParticipants: [removed('moderator')] }
    expect(enters(withChat(moderator), PEOPLE.moderator)).toBe(true)
  })
})

describe('what is told', () => {
  const told = (type: string, data: Record<string, unknown> = {}, at = AT) => ({ type, at, data })
  const gets = (who: Person, ...[type, data, at]: Parameters<typeof told>) =>
    mayReceive(told(type, data, at), ROOM, who, withChat({ version: 2 }))

  it('reaches nobody who may not be in the room, and in other rooms all who may', () => {
    expect(gets(PEOPLE.stranger, 'ticket:updated')).toBe(false)
    expect(gets(PEOPLE.requester, 'ticket:updated')).toBe(true)
    const moderators: Room = { kind: 'moderators', id: null }
    expect(mayReceive(told('x'), moderators, PEOPLE.moderator, undefined)).toBe(true)
    expect(mayReceive(told('ticket:updated'), ROOM, PEOPLE.moderator, undefined)).toBe(false)
  })

  it('of the chat reaches those who are in it, from joining on', () => {
    expect(gets(PEOPLE.assignee, 'chat:message')).toBe(true)
    expect(gets(PEOPLE.assignee, 'chat:message', {}, BEFORE)).toBe(false)
    expect(gets(PEOPLE.requester, 'chat:message', {}, BEFORE)).toBe(true)
    const manager = person('manager', { roles: ['manager'], departmentId: IT })
    expect(gets(manager, 'ticket:updated')).toBe(true)
    expect(gets(manager, 'chat:message')).toBe(false)
    expect(gets(manager, 'chat_user_added')).toBe(false)
  })

  it('internally, of an archived version, or of viewers reaches whom it is for', () => {
    const internal = { visibility: 'internal' }
    expect(gets(PEOPLE.requester, 'chat:message', internal)).toBe(false)
    expect(gets(PEOPLE.requester, 'attachment:updated', internal)).toBe(false)
    expect(gets(PEOPLE.assignee, 'attachment:updated', internal)).toBe(true)
    const ofMessage = { visibility: 'public', messageId: 'm' }
    const manager = person('m', { roles: ['manager'], headOf: [IT] })
    expect(gets(manager, 'attachment:updated', { visibility: 'public' })).toBe(true)
    expect(gets(manager, 'attachment:updated', ofMessage)).toBe(false)
    expect(gets(PEOPLE.requester, 'attachment:updated', ofMessage)).toBe(true)
    expect(gets(PEOPLE.requester, 'chat:message', { version: 1 })).toBe(false)
    expect(gets(PEOPLE.requester, 'chat:message', { version: 2 })).toBe(true)
    expect(gets(PEOPLE.moderator, 'chat:message', { version: 1 })).toBe(true)
    expect(gets(PEOPLE.requester, 'ticket:viewers')).toBe(false)
    expect(gets(PEOPLE.assignee, 'ticket:viewers')).toBe(true)
  })
})
