import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, participant, ticketIn } from '../../../support/tickets.js'

const submitted = given(ticketIn('submitted'))
const undoUntil = '2026-01-01T00:15:00.000Z'
const departments = { hr: { headId: null, handlesFinance: false } }

describe('approve', () => {
  it('puts it in the queue of its department, and can be taken back for a while', () => {
    const { event, state } = submitted.when('moderator', 'approve')
    expect(event).toEqual({ type: 'approve', at: AT, departmentId: 'it', undoUntil })
    expect(state).toMatchObject({
      status: 'open',
      assigneeId: null,
      departmentId: 'it',
      undo: { kind: 'open', command: 'approve', until: undoUntil },
    })
  })
  it('for another department lets the team of the old one go', () => {
    const requester = participant('requester', ['requester'])
    const member = participant('teamMember', ['team_member'])
    const teamed = given(ticketIn('submitted', { participants: [requester, member] }))
    const stays = teamed.when('moderator', 'approve').state
    expect(stays).toMatchObject({ teamMembers: ['teamMember'], participants: [requester, member] })
    const then = teamed.when(
      'moderator',
      'approve',
      { departmentId: 'hr' },
      { facts: { departments } },
    )
    expect(then.state).toMatchObject({ departmentId: 'hr', teamMembers: [] })
    expect(then.state.participants).toEqual([requester])
  })
  it('for another department leaves the category and the group of the old one', () => {
    const ofGroup = { categoryId: 'c', groupId: 'g' }
    const grouped = given(ticketIn('submitted', ofGroup))
    expect(grouped.when('moderator', 'approve').state).toMatchObject(ofGroup)
    const facts = { departments }
    const moved = grouped.and('moderator', 'approve', { departmentId: 'hr' }, { facts })
    expect(moved.state).toMatchObject({ categoryId: null, groupId: null })
    expect(moved.when('moderator', 'undo').state).toMatchObject(ofGroup)
  })
  it('takes the organization’s undo window', () => {
    const facts = { settings: { undoWindow: 'PT1M' } }
    expect(submitted.when('moderator', 'approve', {}, { facts }).event).toMatchObject({
      undoUntil: '2026-01-01T00:01:00.000Z',
    })
  })
  it('notifies the requester', () => {
    expect(submitted.when('moderator', 'approve').change?.event.notifications).toEqual([
      notifyUsers('ticket_approved', 'requester'),
    ])
  })
  it('takes another department, also for a ticket that has none', () => {
    const payload = { departmentId: 'hr' }
    const homeless = given(ticketIn('submitted', { departmentId: null }))
    for (const one of [submitted, homeless]) {
      const { state } = one.when('moderator', 'approve', payload, { facts: { departments } })
      expect(state).toMatchObject({ status: 'open', departmentId: 'hr' })
    }
  })
  it('refuses a department that is not there', () => {
    const facts = { unknownIds: { department: ['x'] } }
    expect(
      submitted.when('moderator', 'approve', { departmentId: 'x' }, { facts }).refusal,
    ).toEqual({
      code: 'department_not_found',
      error: 'There is no such department: x.',
      details: { department: ['x'] },
    })
  })
  it('refuses a ticket whose own department is missing or gone, unless one is named', () => {
    const homeless = given(ticketIn('submitted', { departmentId: null }))
    expect(homeless.when('moderator', 'approve').refusal).toEqual({
      code: 'department_not_found',
      error: 'The ticket has no department any more: name one.',
    })
    expect(submitted.when('moderator', 'approve', {}, { facts: { departments } }).code).toBe(
      'department_not_found',
    )
  })
})
