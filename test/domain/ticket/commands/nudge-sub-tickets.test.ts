import { describe, expect, it } from 'vitest'
import { notifyModerators } from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { givenSplit } from '../../../support/parent.js'
import { AT, IT, ticketIn } from '../../../support/tickets.js'

const LATE = '2026-01-09T00:00:00.000Z'
const { parent } = givenSplit(2)
const nudge = (open: { assigneeId: string; updatedAt: string }[]) => {
  const openSubTickets = open.map((one, i) => ({ number: `T-1.${i + 1}`, ...one }))
  return given(parent).when(
    'system',
    'nudge_sub_tickets',
    {},
    { at: LATE, facts: { openSubTickets } },
  )
}

describe('nudge_sub_tickets', () => {
  it('is due, and repeats, by what the organization had set at the split', () => {
    const facts = { settings: { subTicketReminderEvery: 'PT6H' } }
    const specs = { subTickets: [{ departmentId: IT }] }
    const often = given(ticketIn('in_progress')).and('moderator', 'split', specs, { facts })
    expect(often.state.deadlines.sub_ticket_nudge?.at).toBe('2026-01-01T06:00:00.000Z')
    const still = { openSubTickets: [{ number: 'T-1.1', assigneeId: 'head', updatedAt: AT }] }
    const at = '2026-01-01T06:00:00.000Z'
    const { event } = often.when('system', 'nudge_sub_tickets', {}, { at, facts: still })
    expect(event).toMatchObject({ nextAt: '2026-01-01T12:00:00.000Z', users: ['head'] })
  })

  it('is due three days after the split', () => {
    expect(parent.deadlines.sub_ticket_nudge).toEqual({
      at: '2026-01-04T00:00:00.000Z',
      seq: parent.seq,
    })
  })

  it('notifies the moderators and each whose sub-ticket stands still, once, and goes on by its own time without those it missed', () => {
    const still = { assigneeId: 'head', updatedAt: AT }
    const then = nudge([still, still, { assigneeId: 'x', updatedAt: LATE }])
    expect(then.event).toEqual({
      type: 'nudge_sub_tickets',
      at: LATE,
      n: 1,
      nextAt: '2026-01-10T00:00:00.000Z',
      users: ['head'],
      numbers: ['T-1.1', 'T-1.2'],
      every: 'P3D',
    })
    expect(then.state).toEqual({
      ...parent,
      seq: parent.seq + 1,
      deadlines: {
        ...parent.deadlines,
        sub_ticket_nudge: { at: '2026-01-10T00:00:00.000Z', seq: parent.seq, n: 2 },
      },
    })
    expect(then.change?.event.notifications).toEqual([
      notifyModerators('sub_ticket_reminder', 'head'),
    ])
  })

  it('counts its repeats', () => {
    expect(nudge([]).change?.event.notifications).toEqual([]) // none stands still
    const again = given(nudge([]).state).when('system', 'nudge_sub_tickets', {}, { at: LATE })
    expect(again.event).toMatchObject({ n: 2, nextAt: '2026-01-13T00:00:00.000Z', users: [] })
  })

  it('counts one as still from exactly three days on', () => {
    const updated = (updatedAt: string) => nudge([{ assigneeId: 'x', updatedAt }]).event
    expect(updated('2026-01-06T00:00:00.000Z')).toMatchObject({ users: ['x'] })
    expect(updated('2026-01-06T00:00:00.001Z')).toMatchObject({ users: [] })
  })

  it('that has fired stays fired over an undo', () => {
    const { state } = given(parent)
      .and('moderator', 'postpone', {}, { texts: ['reason'] })
      .and('system', 'nudge_sub_tickets')
      .when('moderator', 'undo')
    expect(state.deadlines.sub_ticket_nudge).toEqual({
      at: '2026-01-07T00:00:00.000Z',
      seq: parent.seq,
      n: 2,
    })
  })

  it('stays quiet where no sub-ticket is open', () => {
    const state = ticketIn('open')
    const then = given(state).when('system', 'nudge_sub_tickets')
    expect(then).toMatchObject({ event: undefined, code: undefined })
  })

  it('refuses it to people, and once the parent has ended', () => {
    expect(given(parent).when('moderator', 'nudge_sub_tickets').code).toBe('forbidden')
    expect(given(ticketIn('closed')).when('system', 'nudge_sub_tickets').code).toBe(
      'invalid_transition',
    )
  })
})
