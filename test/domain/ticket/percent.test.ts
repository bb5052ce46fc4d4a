import { describe, expect, it } from 'vitest'
import { shownPercent } from '../../../src/domain/ticket/percent.js'
import { STATUSES } from '../../../src/domain/ticket/status.js'
import { given } from '../../support/given.js'
import { ticketIn } from '../../support/tickets.js'

describe('the percent that is shown', () => {
  it.each(STATUSES)('is all of finished work, and else what was reported: %s', (status) => {
    const isFinished = ['completed', 'resolved', 'closed'].includes(status)
    expect(shownPercent(ticketIn(status, { progressPercent: 40 }))).toBe(isFinished ? 100 : 40)
  })

  it('is again what was reported last once the work is sent back', () => {
    const completed = given(ticketIn('in_progress', { progressPercent: 40 })).and(
      'assignee',
      'complete',
      {},
      { texts: ['notes'] },
    )
    const back = completed.when('requester', 'request_rework', {}, { texts: ['comment'] })
    expect([completed.state, back.state].map(shownPercent)).toEqual([100, 40])
  })
})
