import { describe, expect, it } from 'vitest'
import { DomainError } from '../../src/domain/errors.js'
import { refuseTooOften } from '../../src/domain/repeats.js'

const judge = (body: unknown) => {
  try {
    refuseTooOften(body, 'PT15M')
    return null
  } catch (error) {
    if (error instanceof DomainError) return error.refusal.details
    throw error
  }
}

describe('what comes back', () => {
  it.each(['PT1S', 'PT14M59S', 'PT0.5S'])('is refused every %s, wherever it is said', (every) => {
    const told = ['must be PT15M or longer']
    expect(judge({ reminderEvery: every })).toEqual({ reminderEvery: told })
    expect(judge({ postponeReminderEvery: every, subTicketReminderEvery: every })).toEqual({
      postponeReminderEvery: told,
      subTicketReminderEvery: told,
    })
    const steps = [{ remindEvery: 'P1D' }, { remindEvery: every }]
    expect(judge({ approvalPolicy: { steps } })).toEqual({
      'approvalPolicy.steps.1.remindEvery': told,
    })
  })
  it.each(['PT15M', 'PT900S', 'P1D', 'P1M', 'P1Y'])('may be every %s', (every) => {
    expect(
      judge({ reminderEvery: every, approvalPolicy: { steps: [{ remindEvery: null }] } }),
    ).toBe(null)
  })
  it('is nothing else that is short', () => {
    expect(judge({ autoCloseAfter: 'PT1S', reason: 'PT1S', subTickets: [{ title: 'PT1S' }] })).toBe(
      null,
    )
    expect(judge(null)).toBe(null)
  })
})
