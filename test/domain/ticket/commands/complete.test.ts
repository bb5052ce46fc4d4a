import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { NO_WORK } from '../../../../src/domain/ticket/sub-tickets/counts.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const started = given(ticketIn('in_progress'))
const texts = ['notes']

describe('complete', () => {
  it('is done; the countdown to verification and closing starts', () => {
    const { event, state } = started.when('assignee', 'complete', {}, { texts })
    const at = '2026-01-04T00:00:00.000Z'
    expect(event).toEqual({
      type: 'complete',
      texts: ['completionNotes'],
      at: AT,
      assigneeId: 'assignee',
      autoVerifyAt: at,
      autoCloseAt: at,
    })
    expect(state).toMatchObject({ status: 'completed', assigneeId: 'assignee', completedAt: AT })
    expect(state.deadlines).toEqual({ auto_verify: { at, seq: 2 }, auto_close: { at, seq: 2 } })
  })
  it('of what one has filed oneself is no response', () => {
    const own = given(ticketIn('in_progress', { requesterId: 'assignee' }))
    const { event, state } = own.when('assignee', 'complete', {}, { texts })
    expect(event).toMatchObject({ isResponse: false })
    expect(state).toMatchObject({ status: 'completed', sla: { firstResponseAt: null } })
  })
  it('takes the organization’s times, and may have no closing date', () => {
    const facts = { settings: { autoVerifyAfter: 'P1D', autoCloseAfter: null } }
    const { event, state } = started.when('assignee', 'complete', {}, { texts, facts })
    expect(event).toMatchObject({ autoVerifyAt: '2026-01-02T00:00:00.000Z', autoCloseAt: null })
    expect(Object.keys(state.deadlines)).toEqual(['auto_verify'])
  })
  it('counts anew at each completion', () => {
    const at = '2026-01-02T00:00:00.000Z'
    const { state } = started
      .and('assignee', 'complete', {}, { texts })
      .and('requester', 'request_rework', {}, { texts: ['comment'] })
      .when('assignee', 'complete', {}, { texts, at })
    expect(state.completedAt).toBe(at)
    expect(state.deadlines.auto_close).toEqual({ at: '2026-01-05T00:00:00.000Z', seq: 4 })
  })
  it('keeps the notes, which are a first response, and notifies the requester', () => {
    const { change, state } = started.when('assignee', 'complete', {}, { texts })
    expect(change?.effects.texts).toEqual({ 'completionNotes/2': 'notes' })
    expect(state.sla.firstResponseAt).toBe(AT)
    expect(change?.event.notifications).toEqual([notifyUsers('ticket_completed', 'requester')])
  })
  it('needs notes', () => {
    expect(started.when('assignee', 'complete').refusal).toEqual({
      code: 'validation_failed',
      error: 'Say what was done: notes are required.',
      details: { notes: ['is required'] },
    })
  })
  it('refuses while a sub-ticket is open, and no longer', () => {
    const split = (closed: number) => {
      const counts = { issued: 2, remindEvery: 'P3D', total: 2, closed }
      const subTickets = {
        ...counts,
        own: NO_WORK,
        splitFrom: null,
        readyOnReturn: false,
        taken: {},
      }
      const parent = given(ticketIn('in_progress', { subTickets }))
      return parent.when('assignee', 'complete', {}, { texts })
    }
    expect(split(1).refusal).toEqual({
      code: 'subtickets_open',
      error: 'Some sub-tickets are not closed yet: they must be closed first.',
      details: { closed: 1, total: 2 },
    })
    expect(split(2).state.status).toBe('completed')
  })
  it('refuses files that are not there', () => {
    const facts = { unknownIds: { attachment: ['a'] } }
    const payload = { attachments: ['a'] }
    expect(started.when('assignee', 'complete', payload, { texts, facts }).code).toBe(
      'attachment_not_found',
    )
  })
})
