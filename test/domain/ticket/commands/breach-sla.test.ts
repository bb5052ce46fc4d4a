import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const BREACH = { clock: 'first_response' as const }
const DUE = '2026-01-01T08:00:00.000Z'
const warned = given(ticketIn('open', { undo: null }))
  .and('moderator', 'assign')
  .and('system', 'warn_sla', BREACH)

describe('breach_sla', () => {
  it('notifies assignee and moderators, and the clock has nothing left to say', () => {
    const then = warned.when('system', 'breach_sla', BREACH)
    expect(then.event).toEqual({ type: 'breach_sla', at: AT, clock: 'first_response', dueAt: DUE })
    expect(then.state).toMatchObject({
      revision: warned.state.revision,
      sla: { breached: true, breaches: ['first_response'] },
    })
    expect(then.state.deadlines).toEqual({
      acknowledge: warned.state.deadlines.acknowledge,
      resolution: warned.state.deadlines.resolution,
    })
    expect(then.change?.event.notifications).toEqual([notifyModerators('sla_breached', 'head')])
    expect(then.change?.effects.broadcasts).toContainEqual({
      type: 'sla:breached',
      rooms: ['ticket:ticket', 'department:it', 'moderators'],
      data: { id: 'ticket', number: '', clock: 'first_response' },
    })
  })

  it('stands for its version, whatever becomes of the date', () => {
    const breached = warned.and('system', 'breach_sla', BREACH)
    const { state } = breached.when('moderator', 'change_priority', { priority: 'urgent' })
    expect(state.sla).toMatchObject({
      ...{ warned: ['first_response'], breaches: ['first_response'], breached: true },
    })
  })

  it('stays quiet where no clock runs', () => {
    const then = given(ticketIn('open')).when('system', 'breach_sla', BREACH)
    expect(then).toMatchObject({ event: undefined, code: undefined })
    const dateless = ticketIn('assigned', { deadlines: { first_response: { at: AT, seq: 1 } } })
    expect(given(dateless).when('system', 'breach_sla', BREACH).event).toBeUndefined()
  })

  it('refuses it to people, and once the ticket has ended', () => {
    expect(warned.when('moderator', 'breach_sla', BREACH).code).toBe('forbidden')
    expect(given(ticketIn('closed')).when('system', 'breach_sla', BREACH).code).toBe(
      'invalid_transition',
    )
  })
})
