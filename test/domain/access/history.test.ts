import { describe, expect, it } from 'vitest'
import { mayReadTexts } from '../../../src/domain/access/history.js'
import { PEOPLE, ticketIn } from '../../support/tickets.js'

const state = ticketIn('in_progress')
const reads = (who: keyof typeof PEOPLE, type: Parameters<typeof mayReadTexts>[1]) =>
  mayReadTexts(state, type, { person: PEOPLE[who], isConcerned: false })

describe('the reason that was given', () => {
  it('is read by everybody who sees the ticket', () => {
    expect(reads('requester', 'close')).toBe(true)
    expect(reads('requester', 'save_draft')).toBe(true)
  })

  it('of a request is for staff, and for whom it concerns', () => {
    expect(reads('assignee', 'request_postponement')).toBe(true)
    expect(reads('requester', 'request_postponement')).toBe(false)
    expect(reads('requester', 'decline_request')).toBe(false)
    const concerned = { person: PEOPLE.requester, isConcerned: true }
    expect(mayReadTexts(state, 'decline_request', concerned)).toBe(true)
  })

  it('of an approval is for moderators, and for whom it concerns', () => {
    expect(reads('moderator', 'decide_approval')).toBe(true)
    expect(reads('assignee', 'request_approval')).toBe(false)
    const asked = { person: PEOPLE.assignee, isConcerned: true }
    expect(mayReadTexts(state, 'request_approval', asked)).toBe(true)
  })
})
