import { expect, it } from 'vitest'
import { missingText } from '../../../src/domain/ticket/content-refusals.js'
import { notForRole, parentClosed, refuseUnknown } from '../../../src/domain/ticket/refusals.js'
import { given } from '../../support/given.js'
import { ticketIn } from '../../support/tickets.js'

it('a missing text is refused in words of its own, and plainly where it has none', () => {
  expect(missingText('reason').error).toBe('Say why: a reason is required.')
  expect(missingText('summary')).toEqual({
    code: 'validation_failed',
    error: 'summary is required.',
    details: { summary: ['is required'] },
  })
})

it('a parent that has ended says how, and what helps', () => {
  expect(parentClosed(ticketIn('closed', { number: 'T-5' })).error).toBe(
    'Its parent T-5 is closed: a moderator reopens that first.',
  )
  expect(parentClosed(ticketIn('withdrawn', { number: 'T-5' })).error).toBe(
    'Its parent T-5 is withdrawn: file a new ticket for what is left.',
  )
})

it('the statuses that are named are those of whoever asks', () => {
  const resolved = given(ticketIn('resolved', { number: 'T-5' }))
  const texts = ['comment']
  expect(resolved.when('requester', 'request_rework', {}, { texts }).refusal?.error).toMatch(
    /That is for tickets that are completed\.$/,
  )
  const closed = given(ticketIn('closed', { number: 'T-5' }))
  expect(closed.when('moderator', 'request_rework', {}, { texts }).refusal?.error).toMatch(
    /That is for tickets that are completed, resolved or ready for closure\.$/,
  )
})

it('whoever lacks the role is told who has it', () => {
  expect(notForRole(['moderator', 'admin', 'ticket.assign']).error).toBe(
    'Only a moderator, an admin or a holder of the permission ticket.assign may do this.',
  )
})

it('what nobody has is named, outside commands too', () => {
  expect(() => refuseUnknown('department', ['x'])).toThrow('There is no such department: x.')
})
