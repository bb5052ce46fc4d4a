import { describe, expect, it } from 'vitest'
import {
  chatAccess,
  findClockEvent,
  judgeMessage,
  mayReadMessage,
  refuseTooLong,
  requireChat,
} from '../../../src/domain/access/chat.js'
import { DomainError } from '../../../src/domain/errors.js'
import type { Person } from '../../../src/domain/people.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { given } from '../../support/given.js'
import {
  AT,
  type NamedGround,
  PEOPLE,
  participant,
  person,
  through,
  ticketIn,
} from '../../support/tickets.js'

const LATER = '2026-01-02T00:00:00.000Z'
const part = (userId: string, ...grounds: [NamedGround, ...NamedGround[]]) =>
  participant(userId, grounds, LATER)
const room = ticketIn('in_progress', {
  participants: [
    part('requester', 'requester'),
    part('assignee', 'assignee'),
    part('teamMember', 'team_member'),
  ],
})

function codeThrown(judge: () => void): unknown {
  try {
    judge()
    return undefined
  } catch (error) {
    return error instanceof DomainError ? error.refusal.code : error
  }
}

describe('the chat', () => {
  it('is read from joining on by those who work, from the start by requester and moderators', () => {
    expect(chatAccess(room, PEOPLE.requester)).toEqual({
      from: null,
      internal: false,
      archives: false,
      refusal: undefined,
    })
    expect(chatAccess(room, PEOPLE.assignee)).toMatchObject({ from: LATER, internal: true })
    expect(chatAccess(room, PEOPLE.moderator)).toMatchObject({
      from: null,
      internal: true,
      archives: true,
    })
    expect(chatAccess(room, PEOPLE.stranger)).toBeUndefined()
    expect(requireChat(room, PEOPLE.requester)).toEqual(chatAccess(room, PEOPLE.requester))
    expect(() => requireChat(room, PEOPLE.stranger)).toThrow('a moderator can add you')
  })
  it('keeps internal words from who filed the ticket, whatever else they are', () => {
    for (const role of ['requester', 'agent', 'moderator', 'manager', 'admin'] as const) {
      const own = person('requester', { roles: [role] })
      expect(chatAccess(room, own)?.internal, role).toBe(false)
      const added = { ...room, participants: [part('requester', 'participant')] }
      expect(chatAccess(added, own), role).toMatchObject({ internal: false })
    }
  })
  it('has no secrets from the moderator who split, whose a sub-ticket is', () => {
    const subTicket = { ...room, type: 'sub_ticket' as const, parentId: 'parent' }
    for (const role of ['agent', 'moderator'] as const) {
      const own = person('requester', { roles: [role] })
      expect(chatAccess(subTicket, own), role).toMatchObject({ from: null, internal: true })
    }
    expect(chatAccess(subTicket, PEOPLE.requester)?.internal).toBe(false)
  })
  it('keeps the internal words of a part from who filed the whole, even if they split it themselves', () => {
    const parentFiling = { requesterId: 'requester', createdById: 'requester' }
    const part = { ...room, type: 'sub_ticket' as const, parentId: 'parent', parentFiling }
    for (const role of ['agent', 'moderator', 'admin'] as const) {
      const filer = person('requester', { roles: [role] })
      expect(chatAccess(part, filer)?.internal, role).toBe(false)
    }
    expect(chatAccess(part, PEOPLE.moderator)?.internal).toBe(true)
  })
  it('is silent for team members, and for all once the ticket has ended', () => {
    expect(chatAccess(room, PEOPLE.teamMember)?.refusal?.code).toBe('read_only')
    const code = (...grounds: [NamedGround, ...NamedGround[]]) =>
      chatAccess({ ...room, participants: [part('teamMember', ...grounds)] }, PEOPLE.teamMember)
        ?.refusal?.code
    const reads = { as: 'sub_ticket_team_member' as const, number: 'T-5.1' }
    expect(code(reads)).toBe('read_only')
    expect(code('participant', 'team_member')).toBeUndefined()
    expect(code(through('T-5.2'), 'team_member', reads)).toBeUndefined()
    const moderates = person('teamMember', { roles: ['moderator'] })
    expect(chatAccess(room, moderates)?.refusal).toBeUndefined()
    const closed = { ...room, status: 'closed' } as TicketState
    expect(chatAccess(closed, PEOPLE.requester)?.refusal?.code).toBe('chat_closed')
    expect(chatAccess(ticketIn('draft'), PEOPLE.moderator)?.refusal?.code).toBe('chat_closed')
  })
  it('shows a message to those who read it there: of their time, of this version, and for them', () => {
    const said = { version: 1, visibility: 'public' as const, at: LATER }
    const reads = (who: Person, over: Partial<Parameters<typeof mayReadMessage>[2]> = {}) =>
      mayReadMessage(room, who, { ...said, ...over })
    expect(reads(PEOPLE.assignee)).toBe(true)
    expect(reads(PEOPLE.assignee, { at: AT })).toBe(false)
    expect(reads(PEOPLE.requester, { at: AT })).toBe(true)
    expect(reads(PEOPLE.assignee, { visibility: 'internal' })).toBe(true)
    expect(reads(PEOPLE.requester, { visibility: 'internal' })).toBe(false)
    expect(reads(PEOPLE.assignee, { version: 2 })).toBe(false)
    expect(reads(PEOPLE.moderator, { version: 2 })).toBe(true)
    expect(reads(PEOPLE.stranger)).toBe(false)
  })
  it('judges what is said, and by whom', () => {
    const code = (who: Person, over: object = {}, state = room) =>
      codeThrown(() => judgeMessage(state, who, { visibility: 'public', ...over }))
    expect(code(PEOPLE.requester)).toBeUndefined()
    expect(code(PEOPLE.assignee, { visibility: 'internal' })).toBeUndefined()
    expect(code(PEOPLE.requester, { visibility: 'internal' })).toBe('forbidden')
    const moderates = person('requester', { roles: ['moderator'] })
    expect(code(moderates, { visibility: 'internal' })).toBe('forbidden')
    expect(code(PEOPLE.stranger)).toBe('not_participant')
    expect(code(PEOPLE.teamMember)).toBe('read_only')
    const closed = { ...room, status: 'closed' } as TicketState
    expect(code(PEOPLE.requester, { visibility: 'internal' }, closed)).toBe('forbidden')
    expect(code(PEOPLE.teamMember, {}, closed)).toBe('read_only')
    expect(code(PEOPLE.requester, {}, closed)).toBe('chat_closed')
  })
  it('counts the length in code points', () => {
    expect(codeThrown(() => refuseTooLong('😀😀😀😀😀', 5))).toBeUndefined()
    expect(codeThrown(() => refuseTooLong('123456', 5))).toBe('too_long')
  })
  it('hears the first response from one who works on it, in public, once', () => {
    expect(findClockEvent(room, PEOPLE.assignee, 'public')).toBe('first_response')
    expect(findClockEvent(room, PEOPLE.assignee, 'internal')).toBeUndefined()
    expect(findClockEvent(room, PEOPLE.stranger, 'public')).toBeUndefined()
    const own = { ...PEOPLE.requester, roles: ['agent' as const] }
    expect(findClockEvent(room, own, 'public')).toBeUndefined()
    const answered = { ...room, sla: { ...room.sla, firstResponseAt: AT } }
    expect(findClockEvent(answered, PEOPLE.assignee, 'public')).toBeUndefined()
  })
  it('hears it from all of staff', () => {
    for (const who of ['head', 'manager', 'moderator', 'admin', 'otherAgent'] as const)
      expect(findClockEvent(room, PEOPLE[who], 'public'), who).toBe('first_response')
    expect(findClockEvent(room, PEOPLE.approver, 'public')).toBeUndefined()
  })
  it('hears another one after a question that may be taken back, once', () => {
    const asked = given(ticketIn('submitted'))
      .and('moderator', 'ask_clarification', {}, { texts: ['question'] })
      .happened({ type: 'flag_attachments', at: AT, flags: [] })
    expect(findClockEvent(asked.state, PEOPLE.moderator, 'public')).toBe('first_response')
    expect(findClockEvent(asked.state, PEOPLE.requester, 'public')).toBeUndefined()
    const said = asked.happened({ type: 'first_response', at: LATER })
    expect(findClockEvent(said.state, PEOPLE.moderator, 'public')).toBeUndefined()
  })
  it('hears the requester where an answer is promised, once until staff answers', () => {
    const promised = { ...room.sla, firstResponseAt: AT, nextResponseWithin: 'PT1H' }
    const word = { at: AT, answeredAt: null, dueAt: LATER, warnings: [] }
    const quiet = { ...room, assignedAt: AT, sla: promised }
    const waiting = { ...quiet, sla: { ...promised, word } }
    expect(findClockEvent(quiet, PEOPLE.requester, 'public')).toBe('requester_message')
    expect(findClockEvent(waiting, PEOPLE.requester, 'public')).toBeUndefined()
    expect(findClockEvent(waiting, PEOPLE.assignee, 'public')).toBe('next_response')
    expect(
      findClockEvent({ ...quiet, assignedAt: null }, PEOPLE.requester, 'public'),
    ).toBeUndefined()
    const answered = { ...quiet, sla: { ...promised, word: { ...word, answeredAt: AT } } }
    expect(findClockEvent(answered, PEOPLE.assignee, 'public')).toBeUndefined()
    expect(findClockEvent(answered, PEOPLE.requester, 'public')).toBe('requester_message')
  })
})
