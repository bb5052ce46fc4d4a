import { describe, expect, it } from 'vitest'
import type { TicketEvent } from '../../../../src/domain/ticket/events.js'
import { listEffects } from '../../../../src/domain/ticket/outcome/index.js'
import type { TicketState } from '../../../../src/domain/ticket/state.js'
import { given } from '../../../support/given.js'
import { APPROVAL, AT, ticketIn } from '../../../support/tickets.js'

describe('the approval that an undo takes back', () => {
  const before = ticketIn('in_progress', { approval: APPROVAL })
  const undo: TicketEvent = {
    type: 'undo',
    at: AT,
    notifications: [],
    undoes: { command: 'close', at: AT, seq: 1 },
    notified: { users: [], moderators: false },
  }
  const findApproval = (after: TicketState) => listEffects(before, undo, after, {}).approval
  it('is cancelled', () => {
    expect(findApproval({ ...before, approval: null })).toMatchObject({
      id: 'a',
      status: 'cancelled',
      deciders: ['approver'],
    })
  })
  it('stays as it was where it belongs to a version that is over', () => {
    expect(findApproval({ ...before, approval: null, version: 2 })).toBeNull()
  })
})

describe('the rooms of an update', () => {
  const listRooms = (departmentId: string | null) =>
    given(ticketIn('resolved', { departmentId }))
      .when('moderator', 'close')
      .change?.effects.broadcasts.find(({ type }) => type === 'ticket:updated')?.rooms
  it('are those of the ticket, of its department and of the moderators', () => {
    expect(listRooms('it')).toEqual(['ticket:ticket', 'department:it', 'moderators'])
  })
  it('have no department where there is none', () => {
    expect(listRooms(null)).toEqual(['ticket:ticket', 'moderators'])
  })
})
