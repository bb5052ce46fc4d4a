import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const asked = given(ticketIn('submitted')).and(
  'moderator',
  'ask_clarification',
  {},
  { texts: ['question'] },
)
const texts = ['answer']

describe('answer_clarification', () => {
  it('goes back to review, and remembers when it was asked', () => {
    const at = '2026-01-02T00:00:00.000Z'
    const { event, state } = asked.when('requester', 'answer_clarification', {}, { texts, at })
    expect(event).toEqual({ type: 'answer_clarification', at, texts: ['clarificationAnswer'] })
    expect(state).toMatchObject({
      status: 'submitted',
      clarification: { at: AT, answered: true },
      undo: { kind: 'superseded' },
    })
  })
  it('keeps the answer, and notifies the moderators', () => {
    const { change } = asked.when('requester', 'answer_clarification', {}, { texts })
    expect(change?.effects.texts).toEqual({ 'clarificationAnswer/3': 'answer' })
    expect(change?.event.notifications).toEqual([notifyModerators('clarification_answered')])
  })
  it('invents no question where none is remembered', () => {
    const { state } = given(ticketIn('needs_clarification')).when(
      'requester',
      'answer_clarification',
      {},
      { texts },
    )
    expect(state.clarification).toBeNull()
  })
  it('needs an answer', () => {
    expect(asked.when('requester', 'answer_clarification').refusal).toEqual({
      code: 'validation_failed',
      error: 'Answer the question: an answer is required.',
      details: { answer: ['is required'] },
    })
  })
  it('takes no files that are not there', () => {
    const facts = { unknownIds: { attachment: ['a'] } }
    const payload = { attachments: ['a'] }
    expect(asked.when('requester', 'answer_clarification', payload, { texts, facts }).code).toBe(
      'attachment_not_found',
    )
  })
})
