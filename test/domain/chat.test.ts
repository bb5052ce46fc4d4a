import { describe, expect, it } from 'vitest'
import { chatAccess, isFirstResponse, judgeMessage } from '../../src/domain/access/chat.js'
import { DomainError } from '../../src/domain/errors.js'
import type { Person } from '../../src/domain/people.js'
import type { TicketParticipant, TicketState } from '../../src/domain/ticket/state.js'
import { AT, PEOPLE, person, ticketIn } from '../support/tickets.js'
import { when } from '../support/when.js'

const LATER = '2026-01-02T00:00:00.000Z'
const part = (userId: string, role: TicketParticipant['role']): TicketParticipant => ({
  userId,
  role,
  joinedAt: LATER,
  historyFrom: LATER,
})
const room = ticketIn('in_progress', {
  participants: [
    part('requester', 'requester'),
    part('assignee', 'assignee'),
    part('teamMember', 'team_member'),
  ],
})

describe('the chat', () => {
  it('is read from joining on by those who work, from the start by requester and moderators', () => {
    expect(chatAccess(room, PEOPLE.requester)).toEqual({
      from: null,
      internal: false,
      archives: false,
      silenced: undefined,
    })
    expect(chatAccess(room, PEOPLE.assignee)).toMatchObject({ from: LATER, internal: true })
    expect(chatAccess(room, PEOPLE.moderator)).toMatchObject({
      from: null,
      internal: true,
      archives: true,
    })
    expect(chatAccess(room, PEOPLE.stranger)).toBeUndefined()
  })
  it('keeps internal words from requesters, whatever roles they have', () => {
    const agent = { ...PEOPLE.requester, roles: ['agent' as const] }
    expect(chatAccess(room, agent)?.internal).toBe(false)
    const moderates = { ...PEOPLE.requester, roles: ['moderator' as const] }
    expect(chatAccess(room, moderates)?.internal).toBe(true)
  })
  it('is silent for team members, and for all once the ticket has ended', () => {
    expect(chatAccess(room, PEOPLE.teamMember)?.silenced?.code).toBe('read_only')
    const moderates = person('teamMember', { roles: ['moderator'] })
    expect(chatAccess(room, moderates)?.silenced).toBeUndefined()
    const closed = { ...room, status: 'closed' } as TicketState
    expect(chatAccess(closed, PEOPLE.requester)?.silenced?.code).toBe('chat_closed')
    expect(chatAccess(ticketIn('draft'), PEOPLE.moderator)?.silenced?.code).toBe('chat_closed')
  })
  it('judges what is said, and by whom', () => {
    const code = (who: Person, over: object = {}, max = 5) => {
      try {
        judgeMessage(room, who, { body: '12345', visibility: 'public', ...over }, max)
        return undefined
      } catch (error) {
        return error instanceof DomainError ? error.refusal.code : error
      }
    }
    expect(code(PEOPLE.requester)).toBeUndefined()
    expect(code(PEOPLE.assignee, { visibility: 'internal' })).toBeUndefined()
    expect(code(PEOPLE.requester, { visibility: 'internal' })).toBe('forbidden')
    expect(code(PEOPLE.requester, { body: '😀😀😀😀😀' })).toBeUndefined()
    expect(code(PEOPLE.requester, { body: '123456' })).toBe('too_long')
    expect(code(PEOPLE.stranger)).toBe('not_participant')
    expect(code(PEOPLE.teamMember)).toBe('read_only')
  })
  it('hears the first response from one who works on it, in public, once', () => {
    expect(isFirstResponse(room, PEOPLE.assignee, 'public')).toBe(true)
    expect(isFirstResponse(room, PEOPLE.assignee, 'internal')).toBe(false)
    expect(isFirstResponse(room, PEOPLE.stranger, 'public')).toBe(false)
    const own = { ...PEOPLE.requester, roles: ['agent' as const] }
    expect(isFirstResponse(room, own, 'public')).toBe(false)
    const answered = { ...room, sla: { ...room.sla, firstResponseAt: AT } }
    expect(isFirstResponse(answered, PEOPLE.assignee, 'public')).toBe(false)
  })
})

describe('participants', () => {
  const ids = (state: TicketState | string) =>
    typeof state === 'string' ? state : state.participants.map(({ userId }) => userId)
  it('come and go, and moderators are never removed', () => {
    const added = when(room, 'moderator', 'add_participant', { userId: 'head' }) as TicketState
    expect(added.participants.at(-1)).toMatchObject({ userId: 'head', role: 'participant' })
    expect(when(added, 'moderator', 'add_participant', { userId: 'head' })).toBe(added)
    expect(when(room, 'moderator', 'add_participant', { userId: 'x' })).toBe('user_not_found')
    expect(when(room, 'moderator', 'remove_participant', { userId: 'x' })).toBe(room)
    expect(ids(when(room, 'moderator', 'remove_participant', { userId: 'assignee' }))).toEqual([
      'requester',
      'teamMember',
    ])
    const people = { moderator: PEOPLE.moderator }
    expect(
      when(room, 'moderator', 'remove_participant', { userId: 'moderator' }, [], { people }),
    ).toBe('not_removable')
  })
  it('an added one who becomes the assignee keeps the day of joining', () => {
    const added = when(room, 'moderator', 'add_participant', { userId: 'head' }) as TicketState
    const moved = when(added, 'moderator', 'reassign', {}, ['reason']) as TicketState
    expect(moved.participants.filter(({ userId }) => userId === 'head')).toEqual([
      { userId: 'head', role: 'assignee', joinedAt: AT, historyFrom: AT },
    ])
  })
  it('the team are members of the department', () => {
    const people = { otherAgent: PEOPLE.otherAgent, head: PEOPLE.head }
    const facts = { people }
    expect(when(room, 'head', 'add_team_members', { userIds: ['x'] }, [], facts)).toBe(
      'user_not_found',
    )
    expect(when(room, 'head', 'add_team_members', { userIds: ['otherAgent'] }, [], facts)).toBe(
      'not_member',
    )
    expect(
      when(room, 'head', 'add_team_members', { userIds: ['teamMember'] }, [], {
        people: { teamMember: PEOPLE.teamMember },
      }),
    ).toBe(room)
    const both = when(
      room,
      'head',
      'add_team_members',
      { userIds: ['head'] },
      [],
      facts,
    ) as TicketState
    expect(both.teamMembers).toEqual(['teamMember', 'head'])
    const nobody = { ...room, departmentId: null }
    expect(when(nobody, 'head', 'add_team_members', { userIds: ['head'] })).toBe('forbidden')
    expect(ids(when(room, 'head', 'remove_team_member', { userId: 'teamMember' }))).toEqual([
      'requester',
      'assignee',
    ])
    expect(when(room, 'head', 'remove_team_member', { userId: 'x' })).toBe(room)
    const outside = { ...room, participants: [] }
    expect(ids(when(outside, 'head', 'remove_team_member', { userId: 'teamMember' }))).toEqual([])
  })
})
