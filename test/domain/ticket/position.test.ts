import { describe, expect, it } from 'vitest'
import { readPosition } from '../../../src/domain/ticket/position.js'
import { AT, ticketIn } from '../../support/tickets.js'

const UPDATED = '2025-12-31T00:00:00.000Z'
const closed = ticketIn('closed', { updatedAt: UPDATED })

describe('the position of a ticket’s own run', () => {
  it('is where the row is, and what operators see of it', () => {
    expect(readPosition(ticketIn('assigned', { number: 'T-5' }), 'ticket')).toEqual({
      seq: 1,
      revision: 1,
      version: 1,
      deadlines: [{ kind: 'acknowledge', at: AT, seq: 1 }],
      endsAt: null,
      shown: {
        details: expect.stringContaining('**T-5** is **assigned**'),
        status: 'assigned',
        priority: 'normal',
        departmentId: 'it',
        assigneeId: 'assignee',
        dueAt: null,
        version: 1,
      },
    })
  })
  it('has no end while the ticket lives, or something is due', () => {
    expect(readPosition(ticketIn('open'), 'ticket').endsAt).toBeNull()
    const due = { ...closed, deadlines: { auto_close: { at: AT, seq: 1 } } }
    expect(readPosition(due, 'ticket').endsAt).toBeNull()
  })
  it('ends with the undo window of its last action', () => {
    expect(readPosition(closed, 'ticket').endsAt).toBe(AT)
  })
  it('ends at once where nothing can be undone: nothing was, too late, or by the parent alone', () => {
    const { undo } = closed
    if (undo?.kind !== 'open') throw new Error('there is nothing to undo')
    for (const last of [null, { kind: 'superseded' }, { ...undo, byParent: 1 }] as const) {
      expect(readPosition({ ...closed, undo: last }, 'ticket').endsAt).toBe(UPDATED)
    }
  })
  it('ends for a draft that was put away', () => {
    const gone = ticketIn('draft', { deletedAt: AT, undo: null })
    expect(readPosition(gone, 'ticket').endsAt).toBe(AT)
  })
})
