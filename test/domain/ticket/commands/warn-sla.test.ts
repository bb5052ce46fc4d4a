import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const assigned = given(ticketIn('open', { undo: null })).and('moderator', 'assign')
const WARN = { clock: 'resolution' as const }

describe('warn_sla', () => {
  it('warns assignee and moderators once; the breach is next', () => {
    const then = assigned.when('system', 'warn_sla', WARN)
    expect(then.event).toEqual({
      type: 'warn_sla',
      at: AT,
      clock: 'resolution',
      dueAt: assigned.state.sla.resolutionDueAt,
      percent: 75,
    })
    expect(then.state).toMatchObject({
      revision: assigned.state.revision,
      sla: { warned: ['resolution'], breached: false },
    })
    expect(then.state.deadlines.resolution).toEqual({
      at: '2026-01-04T00:00:00.000Z',
      seq: then.state.seq,
      n: 2,
    })
    expect(then.change?.event.notifications).toEqual([notifyModerators('sla_warning', 'head')])
    expect(then.change?.effects.broadcasts).toContainEqual({
      type: 'sla:warning',
      rooms: ['ticket:ticket', 'department:it', 'moderators'],
      data: { id: 'ticket', number: '', clock: 'resolution' },
    })
  })

  it('says nothing of the other clock', () => {
    const { state } = assigned.when('system', 'warn_sla', WARN)
    expect(state.deadlines.first_response).toEqual(assigned.state.deadlines.first_response)
  })

  it('stays quiet where no clock runs', () => {
    const then = given(ticketIn('open')).when('system', 'warn_sla', WARN)
    expect(then).toMatchObject({ event: undefined, code: undefined })
  })

  it('refuses it to people, and once the ticket has ended', () => {
    expect(assigned.when('moderator', 'warn_sla', WARN).code).toBe('forbidden')
    expect(given(ticketIn('closed')).when('system', 'warn_sla', WARN).code).toBe(
      'invalid_transition',
    )
  })
})
