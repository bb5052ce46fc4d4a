import { describe, expect, it } from 'vitest'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const deleted = given(ticketIn('draft', { number: 'T-5' })).and('requester', 'delete_draft')

describe('restore_draft', () => {
  it('brings the draft back; its expiry starts anew', () => {
    const { event, state } = deleted.when('requester', 'restore_draft')
    expect(event).toEqual({
      type: 'restore_draft',
      at: AT,
      expiresAt: '2026-01-08T00:00:00.000Z',
    })
    expect(state).toMatchObject({ status: 'draft', deletedAt: null })
    expect(state.deadlines).toEqual({ draft_expiry: { at: '2026-01-08T00:00:00.000Z', seq: 3 } })
  })
  it('takes the organization’s time for drafts', () => {
    const facts = { settings: { draftExpiresAfter: 'P1D' } }
    expect(deleted.when('requester', 'restore_draft', {}, { facts }).event).toMatchObject({
      expiresAt: '2026-01-02T00:00:00.000Z',
    })
  })
  it('brings one back that has expired', () => {
    const expired = given(ticketIn('draft')).and('system', 'expire_draft')
    expect(expired.when('requester', 'restore_draft').state.deletedAt).toBeNull()
  })
  it('is nobody else’s business', () => {
    const { change } = deleted.when('requester', 'restore_draft')
    expect(change?.event.notifications).toEqual([])
    expect(change?.effects.broadcasts).toEqual([])
  })
  it('refuses a draft that is not deleted', () => {
    const { refusal } = given(ticketIn('draft', { number: 'T-5' })).when(
      'requester',
      'restore_draft',
    )
    expect(refusal?.code).toBe('invalid_transition')
    expect(refusal?.error).toBe(
      "T-5 is still a draft: it can't be brought back. That is for tickets that are deleted.",
    )
  })
  it('is for the author alone', () => {
    expect(deleted.when('moderator', 'restore_draft').code).toBe('forbidden')
  })
})
