import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const submitted = given(ticketIn('submitted'))
const texts = ['question']

describe('ask_clarification', () => {
  it('sends it back to the requester, and can be taken back for a while', () => {
    const then = submitted.when('moderator', 'ask_clarification', {}, { texts })
    const undoUntil = '2026-01-01T00:15:00.000Z'
    expect(then.event).toEqual({
      type: 'ask_clarification',
      at: AT,
      undoUntil,
      texts: ['clarificationQuestion'],
    })
    expect(then.state).toMatchObject({
      status: 'needs_clarification',
      clarification: { at: AT, answered: false },
      undo: { kind: 'open', command: 'ask_clarification', until: undoUntil },
    })
  })
  it('keeps the question, and notifies the requester', () => {
    const { change } = submitted.when('moderator', 'ask_clarification', {}, { texts })
    expect(change?.effects.texts).toEqual({ 'clarificationQuestion/2': 'question' })
    expect(change?.event.notifications).toEqual([notifyUsers('clarification_asked', 'requester')])
  })
  it('needs a question', () => {
    expect(submitted.when('moderator', 'ask_clarification').refusal).toEqual({
      code: 'validation_failed',
      error: 'Say what is unclear: a question is required.',
      details: { question: ['is required'] },
    })
  })
  it('asks once: the answer comes first', () => {
    const asked = submitted.and('moderator', 'ask_clarification', {}, { texts })
    expect(asked.when('moderator', 'ask_clarification', {}, { texts }).code).toBe(
      'invalid_transition',
    )
  })
})
