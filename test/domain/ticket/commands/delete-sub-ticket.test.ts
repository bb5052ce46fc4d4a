import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const subTicket = ticketIn('assigned', { type: 'sub_ticket', parentId: 'p' })

describe('delete_sub_ticket', () => {
  it('deletes it softly: it keeps its status, and no timer runs any more', () => {
    const then = given(subTicket).when('moderator', 'delete_sub_ticket')
    expect(then.event).toEqual({ type: 'delete_sub_ticket', at: AT })
    expect(then.state).toEqual({
      ...subTicket,
      seq: subTicket.seq + 1,
      revision: subTicket.revision + 1,
      deletedAt: AT,
      deadlines: {},
      undo: { kind: 'superseded' },
    })
  })

  it('notifies its assignee and team, whose work it was', () => {
    const then = given(subTicket).when('moderator', 'delete_sub_ticket')
    expect(then.change?.event.notifications).toEqual([
      notifyUsers('sub_ticket_deleted', 'assignee', 'teamMember'),
    ])
  })

  it('ends a postponement and cancels an approval', () => {
    const deleteIn = (status: 'postponed' | 'awaiting_approval') =>
      given(ticketIn(status, { type: 'sub_ticket' })).when('moderator', 'delete_sub_ticket').state
    expect(deleteIn('postponed')).toMatchObject({
      postponed: null,
      sla: { paused: false },
      deadlines: {},
    })
    expect(deleteIn('awaiting_approval')).toMatchObject({
      approval: { status: 'cancelled' },
      deadlines: {},
    })
  })

  it('refuses it of an ordinary ticket, of an ended or deleted one, and to others', () => {
    const code = (state: typeof subTicket) =>
      given(state).when('moderator', 'delete_sub_ticket').code
    expect(code(ticketIn('assigned'))).toBe('invalid_transition')
    expect(code(ticketIn('closed', { type: 'sub_ticket' }))).toBe('invalid_transition')
    expect(code({ ...subTicket, deletedAt: AT })).toBe('invalid_transition')
    expect(given(subTicket).when('assignee', 'delete_sub_ticket').code).toBe('forbidden')
  })
})
