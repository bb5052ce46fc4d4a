import { describe, expect, it } from 'vitest'
import {
  canTryToClaim,
  canTryToRestore,
  canView,
  visibilityScopes,
} from '../../../src/domain/access/visibility.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { AT, PEOPLE, participant, person, ticketIn } from '../../support/tickets.js'

describe('visibility', () => {
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
    const joined = participant('stranger', ['requester'])
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
  it('managers and heads see their departments whole', () => {
    expect(sees(PEOPLE.manager, foreign)).toBe(true)
    expect(sees(PEOPLE.manager, { ...foreign, departmentId: 'hr' })).toBe(false)
    expect(sees(person('m', { roles: ['manager'] }), foreign)).toBe(false)
    expect(sees(PEOPLE.head, foreign)).toBe(true)
    expect(sees(person('h', { headOf: ['it'] }), foreign)).toBe(true)
    expect(sees(person('h', { headOf: ['hr'] }), foreign)).toBe(false)
  })
  it('heads who are agents elsewhere see that department’s queue besides', () => {
    const both = { departmentId: 'hr', headOf: ['it', 'law'] }
    const departments = (who: Parameters<typeof canView>[0]) =>
      visibilityScopes(who).flatMap((scope) =>
        scope.kind === 'department' ? [[scope.departmentIds, scope.statuses]] : [],
      )
    expect(departments(person('h', { roles: ['agent'], ...both }))).toEqual([
      [['it', 'law'], null],
      [['hr'], ['open', 'assigned']],
    ])
    expect(departments(PEOPLE.head)).toEqual([[['it'], null]])
    const manages = person('m', { roles: ['agent', 'manager'], ...both, headOf: ['it', 'hr'] })
    expect(departments(manages)).toEqual([[['hr', 'it'], null]])
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
  it('a draft that was put away is shown to its author alone, who may bring it back', () => {
    const gone = ticketIn('draft', { deletedAt: AT })
    expect(canTryToRestore(PEOPLE.requester, gone)).toBe(true)
    expect(canTryToRestore(PEOPLE.moderator, gone)).toBe(false)
    expect(canTryToRestore(PEOPLE.requester, ticketIn('draft'))).toBe(false)
    expect(canTryToRestore(PEOPLE.requester, ticketIn('open', { deletedAt: AT }))).toBe(false)
  })
})
