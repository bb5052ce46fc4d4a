import { describe, expect, it } from 'vitest'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const draft = ticketIn('draft', {
  number: 'T-5',
  deadlines: { draft_expiry: { at: AT, seq: 1 } },
})

describe('delete_draft', () => {
  it('puts the draft away, and its expiry with it', () => {
    const { event, state } = given(draft).when('requester', 'delete_draft')
    expect(event).toEqual({ type: 'delete_draft', at: AT })
    expect(state).toMatchObject({ status: 'draft', deletedAt: AT, revision: 2 })
    expect(state.deadlines).toEqual({})
  })
  it('is nobody else’s business', () => {
    const { change } = given(draft).when('requester', 'delete_draft')
    expect(change?.event.notifications).toEqual([])
    expect(change?.effects.broadcasts).toEqual([])
  })
  it('refuses one that is deleted already', () => {
    const again = given(draft).and('requester', 'delete_draft').when('requester', 'delete_draft')
    expect(again.code).toBe('invalid_transition')
    expect(again.refusal?.error).toBe(
      "T-5 is deleted: it can't be put away as a draft. That is for tickets that are still a draft.",
    )
  })
  it('is for the author alone', () => {
    expect(given(draft).when('admin', 'delete_draft').code).toBe('forbidden')
  })
})
