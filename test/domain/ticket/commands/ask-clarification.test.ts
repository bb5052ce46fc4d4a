import { describe, expect, it } from 'vitest'
import { NO_SLA } from '../../../../src/domain/sla/sla.js'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import type { TicketState } from '../../../../src/domain/ticket/state.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const submitted = given(ticketIn('submitted'))
const texts = ['question']
const LATER = '2026-01-01T00:05:00.000Z'

describe('ask_clarification', () => {
  it('sends it back to the requester, and can be taken back for a while', () => {
    const then = submitted.when('moderator', 'ask_clarification', {}, { texts })
    const undoUntil = '2026-01-01T00:15:00.000Z'
    expect(then.event).toEqual({
      type: 'ask_clarification',
      at: AT,
      undoUntil,
      isResponse: true,
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
  it('is the first response of staff, and no response of one who asks about their own', () => {
    const ask = (who: 'moderator' | 'operator', over: Partial<TicketState> = {}) =>
      given(ticketIn('submitted', over)).when(who, 'ask_clarification', {}, { texts })
    expect(ask('moderator').state.sla.firstResponseAt).toBe(AT)
    expect(ask('operator').state.sla.firstResponseAt).toBe(AT)
    const own = ask('moderator', { requesterId: 'moderator' })
    expect(own.event).not.toHaveProperty('isResponse')
    expect(own.state).toMatchObject({
      status: 'needs_clarification',
      sla: { firstResponseAt: null },
    })
    const acting = { by: 'rule' as const, ruleId: 'r', depth: 1 }
    const ruled = submitted.when('system', 'ask_clarification', {}, { texts, acting })
    expect(ruled.state.sla.firstResponseAt).toBeNull()
    const before = { ...NO_SLA, firstResponseAt: LATER }
    expect(ask('moderator', { sla: before }).state.sla.firstResponseAt).toBe(LATER)
  })
  it('is none once it is taken back; what staff has said since is, and what they had said before', () => {
    const asked = submitted.and('moderator', 'ask_clarification', {}, { texts })
    const back = (then: typeof asked) =>
      then.when('moderator', 'undo', {}, { at: LATER }).state.sla.firstResponseAt
    expect(back(asked)).toBeNull()
    const said = asked.happened({ type: 'first_response', at: LATER })
    expect(said.state.sla.firstResponseAt).toBe(AT)
    expect(back(said)).toBe(LATER)
    const twice = said.happened({ type: 'first_response', at: '2026-01-01T00:09:00.000Z' })
    expect(back(twice)).toBe(LATER)
    const heard = submitted.happened({ type: 'first_response', at: AT })
    expect(back(heard.and('moderator', 'ask_clarification', {}, { texts, at: LATER }))).toBe(AT)
  })
  it('that was asked before it was a response, and what was said since, are as they were', () => {
    const asked = submitted.happened({ type: 'ask_clarification', at: AT, undoUntil: LATER })
    expect(asked.state.sla.firstResponseAt).toBeNull()
    const said = asked.happened({ type: 'first_response', at: LATER })
    const { state } = said.when('moderator', 'undo', {}, { at: LATER })
    expect(state.sla.firstResponseAt).toBe(LATER)
  })
  it('asks once: the answer comes first', () => {
    const asked = submitted.and('moderator', 'ask_clarification', {}, { texts })
    expect(asked.when('moderator', 'ask_clarification', {}, { texts }).code).toBe(
      'invalid_transition',
    )
  })
})
