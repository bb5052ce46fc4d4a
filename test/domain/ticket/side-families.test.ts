import { describe, expect, it } from 'vitest'
import { describeRun } from '../../../src/domain/ticket/describe.js'
import { readPosition } from '../../../src/domain/ticket/position.js'
import { NO_WORK } from '../../../src/domain/ticket/sub-tickets/counts.js'
import { APPROVAL, AT, ticketIn } from '../../support/tickets.js'

const SUB_TICKETS = {
  issued: 3,
  remindEvery: 'P3D',
  total: 3,
  closed: 1,
  own: NO_WORK,
  splitFrom: null,
  readyOnReturn: false,
  taken: {},
}

describe('the words of a run beside the ticket’s own', () => {
  it('say since when it is postponed, and what is next', () => {
    expect(describeRun('postpone', ticketIn('postponed', { number: 'T-1' }))).toBe(
      `**T-1** is postponed since ${AT}. Next timer: postpone_reminder at ${AT}.`,
    )
    expect(describeRun('postpone', ticketIn('open', { number: 'T-1' }))).toBe(
      '**T-1** is not postponed any more. No timer runs.',
    )
  })

  it('say which step an approval waits for, or how it ended', () => {
    const words = (approval: typeof APPROVAL | null) =>
      describeRun('approval', ticketIn('awaiting_approval', { number: 'T-1', approval }))
    expect(words(APPROVAL)).toContain('**T-1** waits for the step **CEO**.')
    expect(words({ ...APPROVAL, status: 'cancelled' })).toContain(
      'The approval of **T-1** is cancelled.',
    )
    expect(words(null)).toContain('is gone.')
  })

  it('say how many sub-tickets are closed', () => {
    const split = ticketIn('in_progress', { number: 'T-1', subTickets: SUB_TICKETS })
    expect(describeRun('split', split)).toBe(
      '**T-1**: 1 of 3 sub-tickets are closed. No timer runs.',
    )
    expect(describeRun('split', ticketIn('open'))).toContain('0 of 0')
  })

  it('name the timers of that run alone', () => {
    const deadlines = {
      resolution: { at: '2025-12-31T00:00:00.000Z', seq: 1 },
      postpone_reminder: { at: AT, seq: 1 },
    }
    expect(describeRun('postpone', ticketIn('postponed', { deadlines }))).toContain(
      'postpone_reminder',
    )
  })
})

describe('a run beside the ticket’s own has work', () => {
  const isDone = (...args: Parameters<typeof readPosition>) => readPosition(...args).endsAt !== null

  it('of a postponement while it lasts', () => {
    expect(isDone(ticketIn('postponed'), 'postpone')).toBe(false)
    expect(isDone(ticketIn('open'), 'postpone')).toBe(true)
  })

  it('of an approval while that very one is pending', () => {
    const waiting = ticketIn('awaiting_approval')
    expect(isDone(waiting, 'approval', 1)).toBe(false)
    expect(isDone(waiting, 'approval', 2)).toBe(true)
    const cancelled = ticketIn('closed', { approval: { ...APPROVAL, status: 'cancelled' } })
    expect(isDone(cancelled, 'approval', 1)).toBe(true)
    expect(isDone(ticketIn('open'), 'approval', 1)).toBe(true)
  })

  it('of a split while sub-tickets are left and the parent has not ended', () => {
    const split = (status: 'in_progress' | 'closed', over = {}) =>
      isDone(ticketIn(status, { subTickets: SUB_TICKETS, ...over }), 'split')
    expect(split('in_progress')).toBe(false)
    expect(split('closed')).toBe(true)
    expect(split('in_progress', { deletedAt: AT })).toBe(true)
    expect(split('in_progress', { subTickets: { ...SUB_TICKETS, total: 0, closed: 0 } })).toBe(true)
    expect(split('in_progress', { subTickets: null })).toBe(true)
  })
})
