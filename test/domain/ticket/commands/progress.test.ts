import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import type { SubTickets } from '../../../../src/domain/ticket/state.js'
import { NO_WORK } from '../../../../src/domain/ticket/sub-tickets/counts.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const started = given(ticketIn('in_progress', { progressPercent: 30 }))
const texts = ['notes']
const split = (subTickets: Partial<SubTickets>) =>
  given(
    ticketIn('in_progress', {
      subTickets: {
        issued: 2,
        remindEvery: 'P3D',
        total: 2,
        closed: 0,
        own: NO_WORK,
        splitFrom: null,
        readyOnReturn: false,
        taken: {},
        ...subTickets,
      },
    }),
  )

describe('progress', () => {
  it('reports a percent; it is a first response', () => {
    const { event, state } = started.when('assignee', 'progress', { percent: 60 })
    expect(event).toEqual({ type: 'progress', at: AT, percent: 60 })
    expect(state).toMatchObject({ status: 'in_progress', progressPercent: 60 })
    expect(state.sla.firstResponseAt).toBe(AT)
  })
  it('of what one has filed oneself is no response', () => {
    const own = given(ticketIn('in_progress', { requesterId: 'assignee' }))
    const { event, state } = own.when('assignee', 'progress', { percent: 60 })
    expect(event).toMatchObject({ percent: 60, isResponse: false })
    expect(state).toMatchObject({ progressPercent: 60, sla: { firstResponseAt: null } })
  })
  it('takes none as well as nothing', () => {
    expect(started.when('assignee', 'progress', { percent: 0 }).state.progressPercent).toBe(0)
  })
  it('reports notes, which are kept, or files: the percent stays', () => {
    const noted = started.when('assignee', 'progress', {}, { texts })
    expect(noted.event).toEqual({
      type: 'progress',
      at: AT,
      percent: null,
      texts: ['progressNotes'],
    })
    expect(noted.state.progressPercent).toBe(30)
    expect(noted.change?.effects.texts).toEqual({ 'progressNotes/2': 'notes' })
    const filed = started.when('assignee', 'progress', { attachments: ['a'] })
    expect(filed.event).toEqual({ type: 'progress', at: AT, percent: null })
  })
  it('keeps the first response of before', () => {
    const first = started.and('assignee', 'progress', { percent: 40 })
    const at = '2026-01-02T00:00:00.000Z'
    const { state } = first.when('assignee', 'progress', { percent: 60 }, { at })
    expect(state.sla.firstResponseAt).toBe(AT)
  })
  it('notifies moderators and requester, in the app alone', () => {
    const { change } = started.when('assignee', 'progress', { percent: 60 })
    expect(change?.event.notifications).toEqual([notifyModerators('progress_updated', 'requester')])
  })
  it.each([{}, { attachments: [] }])('refuses a report of nothing: %j', (payload) => {
    expect(started.when('assignee', 'progress', payload).refusal).toEqual({
      code: 'validation_failed',
      error: 'Report a percent, notes or files.',
      details: { percent: ['is required unless notes or attachments are given'] },
    })
  })
  it('refuses files that are not there', () => {
    const facts = { unknownIds: { attachment: ['a'] } }
    const payload = { percent: 1, attachments: ['a'] }
    expect(started.when('assignee', 'progress', payload, { facts }).refusal).toEqual({
      code: 'attachment_not_found',
      error: 'There is no such attachment of yours that is still to be attached: a.',
      details: { attachment: ['a'] },
    })
  })
  it('refuses a percent where it follows from sub-tickets, and takes notes there', () => {
    expect(split({}).when('assignee', 'progress', { percent: 5 }).refusal).toEqual({
      code: 'progress_is_computed',
      error: 'The percent follows from the sub-tickets: leave it out.',
    })
    expect(split({}).when('assignee', 'progress', {}, { texts }).event).toBeDefined()
  })
  it('refuses the status before it looks at the percent', () => {
    const ready = given(ticketIn('ready_for_closure', { subTickets: split({}).state.subTickets }))
    expect(ready.when('assignee', 'progress', { percent: 5 }).code).toBe('invalid_transition')
  })
  it('takes a percent again once no sub-ticket is left', () => {
    const { state } = split({ total: 0 }).when('assignee', 'progress', { percent: 5 })
    expect(state.progressPercent).toBe(5)
  })
})
