import { describe, expect, it } from 'vitest'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const draft = ticketIn('draft', { deadlines: { draft_expiry: { at: AT, seq: 1 } } })

describe('expire_draft', () => {
  it('puts a draft away that nobody has edited for long, as its author would', () => {
    const { event, change, state } = given(draft).when('system', 'expire_draft')
    expect(event).toEqual({ type: 'expire_draft', at: AT })
    expect(state).toMatchObject({ status: 'draft', deletedAt: AT, revision: 2 })
    expect(state.deadlines).toEqual({})
    expect(change?.internal).toBe(false)
  })
  it('is nobody’s business', () => {
    const { change } = given(draft).when('system', 'expire_draft')
    expect(change?.event.notifications).toEqual([])
    expect(change?.effects.broadcasts).toEqual([])
  })
  it('is for the system alone', () => {
    expect(given(draft).when('requester', 'expire_draft').refusal).toEqual({
      code: 'forbidden',
      error: 'Only the system itself puts expired drafts away.',
    })
  })
  it('refuses a draft that was handed in', () => {
    expect(given(ticketIn('submitted')).when('system', 'expire_draft').code).toBe(
      'invalid_transition',
    )
  })
})
