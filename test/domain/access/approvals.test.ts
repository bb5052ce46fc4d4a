import { describe, expect, it } from 'vitest'
import { mayReadApproval } from '../../../src/domain/access/approvals.js'
import { PEOPLE, person } from '../../support/tickets.js'

describe('what an approval is about', () => {
  const asking = { requestedBy: 'assignee', deciders: ['approver', 'stranger'] }

  it.each(['assignee', 'approver', 'moderator', 'admin'] as const)('is for the %s', (who) => {
    expect(mayReadApproval(PEOPLE[who], asking)).toBe(true)
  })

  it.each(['requester', 'head', 'manager', 'boss', 'stranger'] as const)(
    'is not for the %s',
    (who) => {
      expect(mayReadApproval(PEOPLE[who], asking)).toBe(false)
    },
  )

  it('is not for one who was asked and has lost the role', () => {
    expect(mayReadApproval(person('approver', { roles: ['agent'] }), asking)).toBe(false)
  })
})
