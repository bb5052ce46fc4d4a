import { expect, it } from 'vitest'
import { mayClaim } from '../../../src/domain/access/claims.js'
import { PEOPLE, ticketIn, type Who } from '../../support/tickets.js'

it.each<[Who, boolean]>([
  ['departmentAgent', true],
  ['head', true],
  ['moderator', true],
  ['otherAgent', false],
  ['requester', false],
])('an open ticket that nobody has may be taken by %s: %s', (who, may) => {
  expect(mayClaim(PEOPLE[who], ticketIn('open'))).toBe(may)
})

it('a ticket that somebody has, or that is not open, is nobody’s to take', () => {
  expect(mayClaim(PEOPLE.departmentAgent, ticketIn('open', { assigneeId: 'assignee' }))).toBe(false)
  expect(mayClaim(PEOPLE.departmentAgent, ticketIn('submitted'))).toBe(false)
})
