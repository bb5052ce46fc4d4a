import { describe, expect, it } from 'vitest'
import { mayReadTexts } from '../../../src/domain/access/history.js'
import { PEOPLE, ticketIn } from '../../support/tickets.js'

const state = ticketIn('in_progress')
const asking = { requestedBy: 'assignee', deciders: ['approver'] }
const reads = (who: keyof typeof PEOPLE, type: Parameters<typeof mayReadTexts>[1]) =>
  mayReadTexts(state, type, { person: PEOPLE[who], isConcerned: false, asking })

describe('the reason that was given', () => {
  it('is read by everybody who sees the ticket', () => {
    expect(reads('requester', 'close')).toBe(true)
    expect(reads('requester', 'save_draft')).toBe(true)
  })

  it('of a request is for staff, and for whom it concerns', () => {
    expect(reads('assignee', 'request_postponement')).toBe(true)
    expect(reads('requester', 'request_postponement')).toBe(false)
    expect(reads('requester', 'decline_request')).toBe(false)
    const concerned = { person: PEOPLE.requester, isConcerned: true, asking: null }
    expect(mayReadTexts(state, 'decline_request', concerned)).toBe(true)
  })

  it('of an approval is for those whom it concerns, by the rule of approvals, and for who did it', () => {
    const types = ['request_approval', 'decide_approval'] as const
    for (const type of types) {
      for (const who of ['moderator', 'assignee', 'approver'] as const) {
        expect(reads(who, type), who).toBe(true)
      }
      expect(reads('requester', type)).toBe(false)
      const person = PEOPLE.requester
      expect(mayReadTexts(state, type, { person, isConcerned: true, asking })).toBe(true)
      expect(mayReadTexts(state, type, { person, isConcerned: false, asking: null })).toBe(false)
    }
  })
})
