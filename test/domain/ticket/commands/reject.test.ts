import { describe, expect, it } from 'vitest'
import { COMMAND_BODIES } from '../../../../src/contracts/commands.js'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { readPosition } from '../../../../src/domain/ticket/position.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const submitted = given(ticketIn('submitted'))
const texts = ['reason']
const undoUntil = '2026-01-01T00:15:00.000Z'

describe('reject', () => {
  it('refuses the ticket for a reason: it has ended, and nothing is due', () => {
    const { event, state } = submitted.when('moderator', 'reject', {}, { texts })
    const reason = { texts: ['rejectionReason'] }
    expect(event).toEqual({ type: 'reject', at: AT, duplicateOf: null, undoUntil, ...reason })
    expect(state).toMatchObject({ status: 'rejected', assigneeId: null, duplicateOf: null })
    expect(state.deadlines).toEqual({})
  })
  it('keeps the reason, and notifies the requester', () => {
    const { change } = submitted.when('moderator', 'reject', {}, { texts })
    expect(change?.effects.texts).toEqual({ 'rejectionReason/2': 'reason' })
    expect(change?.event.notifications).toEqual([notifyUsers('ticket_rejected', 'requester')])
  })
  it.each([[[]], [texts]])('takes a duplicate, with or without a reason: %j', (given) => {
    const payload = { duplicateOf: 'other' }
    const { event, state } = submitted.when('moderator', 'reject', payload, { texts: given })
    expect(event).toMatchObject({ type: 'reject', at: AT, duplicateOf: 'other', undoUntil })
    expect(state).toMatchObject({ status: 'rejected', duplicateOf: 'other' })
  })
  it('takes as much by its body', () => {
    const { schema } = COMMAND_BODIES.reject
    const duplicateOf = '01900000-0000-7000-8000-000000000000'
    const takes = (body: object) => schema.safeParse(body).success
    expect(takes({ duplicateOf: 'T-7' })).toBe(true)
    expect([{ duplicateOf }, { reason: 'x' }, { reason: 'x', duplicateOf }].map(takes)).toEqual([
      true,
      true,
      true,
    ])
    expect(takes({})).toBe(false)
  })
  it('stays undoable for its window, and its run alive as long', () => {
    const { state } = submitted.when('moderator', 'reject', {}, { texts })
    expect(state.undo).toMatchObject({ kind: 'open', command: 'reject', until: undoUntil })
    expect(readPosition(state, 'ticket').endsAt).toBe(undoUntil)
  })
  it('needs a reason or a duplicate', () => {
    expect(submitted.when('moderator', 'reject').refusal).toEqual({
      code: 'validation_failed',
      error: 'Say why: a reason is required.',
      details: { reason: ['is required unless duplicateOf is given'] },
    })
  })
  it('refuses a duplicate of itself, by id or number, or of a ticket that is not there', () => {
    for (const duplicateOf of ['ticket', 'T-7']) {
      const state = ticketIn('submitted', { number: 'T-7' })
      const itself = given(state).when('moderator', 'reject', { duplicateOf }, { texts })
      expect(itself.refusal).toEqual({
        code: 'ticket_not_found',
        error: 'There is no such other ticket that this one could duplicate.',
      })
    }
    const facts = { unknownIds: { ticket: ['x'] } }
    expect(submitted.when('moderator', 'reject', { duplicateOf: 'x' }, { texts, facts }).code).toBe(
      'ticket_not_found',
    )
  })
  it('comes too late once the ticket is somebody’s', () => {
    expect(given(ticketIn('assigned')).when('moderator', 'reject', {}, { texts }).code).toBe(
      'invalid_transition',
    )
  })
})
