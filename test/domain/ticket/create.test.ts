import { describe, expect, it } from 'vitest'
import { createTicket, type NewTicket } from '../../../src/domain/ticket/create.js'
import { notifyModerators, notifyUsers } from '../../../src/domain/ticket/outcome/notifications.js'
import { AT, participant } from '../../support/tickets.js'

const draftUntil = '2026-01-08T00:00:00.000Z'
const input: NewTicket = {
  id: 't',
  departmentId: null,
  categoryId: null,
  priority: 'low',
  tags: ['x'],
  channel: 'web',
  requesterId: 'r',
  createdById: 'r',
  draftUntil: null,
}

describe('a draft', () => {
  const { event, state, effects, expectedSeq } = createTicket({ ...input, draftUntil }, AT)
  it('begins as it was written, and expires', () => {
    expect(expectedSeq).toBe(0)
    expect(event).toMatchObject({ type: 'save_draft', at: AT, tags: ['x'], expiresAt: draftUntil })
    expect(state).toMatchObject({ status: 'draft', revision: 1, seq: 1, participants: [] })
    expect(state.deadlines).toEqual({ draft_expiry: { at: draftUntil, seq: 1 } })
  })
  it('remembers that its priority was chosen', () => {
    const chosen = createTicket({ ...input, draftUntil, isPriorityGiven: true }, AT)
    expect([chosen.state.isPriorityGiven, state.isPriorityGiven]).toEqual([true, undefined])
  })
  it('begins in silence', () => {
    expect(event.notifications).toEqual([])
    expect(effects).toMatchObject({ broadcasts: [], messages: [], signals: [] })
  })
})

describe('a ticket that is handed in at once', () => {
  const { event, state, effects } = createTicket(input, AT)
  it('begins submitted, with its requester in the chat', () => {
    expect(event).toMatchObject({ type: 'submit', at: AT })
    expect(state).toMatchObject({
      status: 'submitted',
      revision: 1,
      seq: 1,
      deadlines: {},
      participants: [participant('r', ['requester'])],
    })
  })
  it('notifies the moderators, confirms to the requester, and is no update of anything', () => {
    expect(event.notifications).toEqual([
      notifyModerators('ticket_submitted'),
      notifyUsers('ticket_received', 'r'),
    ])
    expect(effects.broadcasts.map(({ type, rooms }) => [type, rooms])).toEqual([
      ['ticket:created', ['moderators']],
      ['chat:participant_added', ['ticket:t']],
    ])
  })
})
