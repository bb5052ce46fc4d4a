import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { readPosition } from '../../../../src/domain/ticket/position.js'
import type { SubTickets } from '../../../../src/domain/ticket/state.js'
import { NO_WORK } from '../../../../src/domain/ticket/sub-tickets/counts.js'
import { given } from '../../../support/given.js'
import { AT, person, ticketIn } from '../../../support/tickets.js'

const resolved = given(ticketIn('resolved', { deadlines: { auto_close: { at: AT, seq: 1 } } }))
const texts = ['reason']
const undoUntil = '2026-01-01T00:15:00.000Z'

describe('close', () => {
  it('finishes it: nothing is due, and it can be taken back for a while', () => {
    const { event, state } = resolved.when('moderator', 'close')
    expect(event).toEqual({ type: 'close', at: AT, undoUntil })
    expect(state).toMatchObject({
      status: 'closed',
      closedAt: AT,
      assigneeId: 'assignee',
      undo: { kind: 'open', command: 'close', until: undoUntil },
    })
    expect(state.deadlines).toEqual({})
    expect(readPosition(state, 'ticket').endsAt).toBe(undoUntil)
  })
  it('notifies requester and assignee, and the requester alone where nobody has it', () => {
    const { change } = resolved.when('moderator', 'close')
    expect(change?.event.notifications).toEqual([
      notifyUsers('ticket_closed', 'requester', 'assignee'),
    ])
    const open = given(ticketIn('open')).when('moderator', 'close', {}, { texts })
    expect(open.change?.event.notifications).toEqual([notifyUsers('ticket_closed', 'requester')])
  })
  it('tells the parent’s room when a sub-ticket closes', () => {
    const subTicket = ticketIn('resolved', { type: 'sub_ticket', parentId: 'p' })
    const { change } = given(subTicket).when('moderator', 'close')
    expect(change?.effects.broadcasts).toContainEqual({
      type: 'ticket_closed',
      rooms: ['ticket:ticket', 'ticket:p'],
      data: { id: 'ticket', number: '' },
    })
  })
  it('needs a reason unless it was verified', () => {
    expect(given(ticketIn('completed')).when('moderator', 'close').refusal).toEqual({
      code: 'validation_failed',
      error: 'Say why: a reason is required.',
      details: { reason: ['is required unless the ticket is resolved or ready for closure'] },
    })
    const ready = given(ticketIn('ready_for_closure')).when('moderator', 'close')
    expect(ready.state.status).toBe('closed')
  })
  it('lets a holder of the permission do it too', () => {
    const actor = person('departmentAgent', { permissions: ['ticket.close'] })
    expect(resolved.when('departmentAgent', 'close', {}, { facts: { actor } }).state.status).toBe(
      'closed',
    )
    expect(resolved.when('departmentAgent', 'close').code).toBe('forbidden')
  })
  it('refuses one that is deleted', () => {
    const deleted = given(ticketIn('open', { number: 'T-5', deletedAt: AT }))
    expect(deleted.when('moderator', 'close', {}, { texts }).refusal).toMatchObject({
      code: 'invalid_transition',
      error: expect.stringContaining("T-5 is deleted: it can't be closed."),
      details: { status: 'open', allowedCommands: [] },
    })
  })
})

describe('a sub-ticket that was closed with its parent', () => {
  const closed = given(ticketIn('in_progress', { type: 'sub_ticket', parentId: 'p' })).happened({
    type: 'close',
    at: AT,
    undoUntil,
    byParent: 1,
  })
  it('is finished like any', () => {
    expect(closed.state).toMatchObject({ status: 'closed', closedAt: AT, undo: { byParent: 1 } })
  })
  it('is taken back with its parent alone, and so has nothing to wait for', () => {
    expect(closed.when('moderator', 'undo').code).toBe('undo_superseded')
    expect(readPosition(closed.state, 'ticket').endsAt).toBe(AT)
  })
})

describe('closing with an approval pending', () => {
  const waiting = given(ticketIn('awaiting_approval'))
  it('is refused unless it is cancelled with it', () => {
    expect(waiting.when('moderator', 'close', {}, { texts }).refusal).toEqual({
      code: 'approval_pending',
      error: 'An approval is pending: wait for its decision, or cancel it with cancelApproval.',
    })
    const { state } = waiting.when('moderator', 'close', { cancelApproval: true }, { texts })
    expect(state).toMatchObject({ status: 'closed', approval: { status: 'cancelled' } })
    expect(state.deadlines).toEqual({})
  })
  it('asks for the reason first', () => {
    expect(waiting.when('moderator', 'close').code).toBe('validation_failed')
  })
})

describe('closing a parent', () => {
  const parent = (counts: Partial<SubTickets>) => {
    const none = {
      issued: 3,
      remindEvery: 'P3D',
      total: 3,
      closed: 1,
      own: NO_WORK,
      splitFrom: null,
      readyOnReturn: false,
      taken: {},
    }
    return given(ticketIn('in_progress', { subTickets: { ...none, ...counts } }))
  }
  const force = { forceCloseChildren: true }
  it('is refused while sub-tickets are open', () => {
    expect(parent({}).when('moderator', 'close', {}, { texts }).refusal).toMatchObject({
      code: 'subtickets_open',
      details: { closed: 1, total: 3 },
    })
  })
  it('closes all of them with it when asked to', () => {
    const { event, state } = parent({}).when('moderator', 'close', force, { texts })
    expect(event).toEqual({ type: 'close', at: AT, undoUntil, forced: true })
    expect(state).toMatchObject({
      status: 'closed',
      progressPercent: 100,
      subTickets: { total: 3, closed: 3 },
    })
  })
  it('forces nothing where all are closed', () => {
    const { event } = parent({ closed: 3 }).when('moderator', 'close', force, { texts })
    expect(event).toEqual({ type: 'close', at: AT, undoUntil })
  })
})
