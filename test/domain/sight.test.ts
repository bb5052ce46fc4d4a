import { describe, expect, it } from 'vitest'
import { canTryToClaim, canView, visibilityScopes } from '../../src/domain/access/visibility.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { AT, PEOPLE, person, ticketIn } from '../support/tickets.js'

describe('sight', () => {
  const sees = (who: Parameters<typeof canView>[0], state: TicketState, asked = false) =>
    canView(who, state, asked)
  const foreign = ticketIn('submitted', {
    requesterId: 'x',
    createdById: 'x',
    participants: [],
    teamMembers: [],
  })
  it('moderators and admins see all but others’ drafts', () => {
    expect(sees(PEOPLE.moderator, foreign)).toBe(true)
    expect(sees(PEOPLE.admin, foreign)).toBe(true)
    expect(sees(PEOPLE.admin, ticketIn('draft'))).toBe(false)
    expect(sees(PEOPLE.requester, ticketIn('draft'))).toBe(true)
    expect(sees(person('v', { permissions: ['ticket.viewAll'] }), foreign)).toBe(true)
  })
  it('nobody sees what is deleted', () => {
    expect(sees(PEOPLE.admin, { ...foreign, deletedAt: AT })).toBe(false)
  })
  it('requesters see their own, and the chats they are in', () => {
    expect(sees(PEOPLE.requester, ticketIn('closed'))).toBe(true)
    expect(sees(PEOPLE.stranger, ticketIn('closed'))).toBe(false)
    const joined = { userId: 'stranger', role: 'requester' as const, joinedAt: AT, historyFrom: AT }
    expect(sees(PEOPLE.stranger, { ...foreign, participants: [joined] })).toBe(true)
  })
  it('agents see theirs, their teams’, and what is open or assigned in their department or group', () => {
    const open = { ...foreign, status: 'open' as const, assigneeId: null }
    expect(sees(PEOPLE.departmentAgent, open)).toBe(true)
    expect(sees(PEOPLE.departmentAgent, foreign)).toBe(false)
    expect(sees(PEOPLE.otherAgent, open)).toBe(false)
    expect(
      sees(person('g', { roles: ['agent'], groupIds: ['g'] }), { ...open, groupId: 'g' }),
    ).toBe(true)
    expect(
      sees(person('g', { roles: ['agent'], groupIds: ['g'] }), { ...foreign, groupId: 'g' }),
    ).toBe(false)
    expect(sees(person('g', { roles: ['agent'], groupIds: ['g'] }), open)).toBe(false)
    expect(sees(PEOPLE.departmentAgent, { ...open, departmentId: null })).toBe(false)
    expect(sees(PEOPLE.assignee, ticketIn('completed'))).toBe(true)
    expect(sees(PEOPLE.teamMember, ticketIn('completed'))).toBe(true)
  })
  it('managers see their department whole, heads their own besides', () => {
    expect(sees(PEOPLE.manager, foreign)).toBe(true)
    expect(sees(PEOPLE.manager, { ...foreign, departmentId: 'hr' })).toBe(false)
    expect(sees(person('m', { roles: ['manager'] }), foreign)).toBe(false)
    const head = person('h', { roles: ['agent'], departmentId: 'hr', headOf: ['it', 'hr'] })
    expect(visibilityScopes(head)).toContainEqual({
      kind: 'department',
      departmentIds: ['hr', 'it'],
      statuses: ['open', 'assigned'],
    })
  })
  it('approvers see those they are or were asked about', () => {
    expect(sees(PEOPLE.approver, foreign)).toBe(false)
    expect(sees(PEOPLE.approver, foreign, true)).toBe(true)
  })
  it('a racing claimer is told of the race', () => {
    const taken = { ...foreign, status: 'completed' as const, assigneeId: 'x' }
    expect(canTryToClaim(PEOPLE.departmentAgent, taken)).toBe(true)
    expect(canTryToClaim(PEOPLE.departmentAgent, foreign)).toBe(false)
    expect(canTryToClaim(PEOPLE.stranger, taken)).toBe(false)
  })
})
