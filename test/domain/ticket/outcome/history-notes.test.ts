import { describe, expect, it } from 'vitest'
import { given } from '../../../support/given.js'
import { givenSplit } from '../../../support/parent.js'
import { APPROVAL, IT, ticketIn } from '../../../support/tickets.js'

const TEXTS = { texts: ['reason'] }
const waiting = () => given(ticketIn('awaiting_approval'))

describe('what history notes of an event', () => {
  it('is who was added or removed', () => {
    const open = given(ticketIn('assigned'))
    const added = open.when('moderator', 'add_participant', { userId: 'head' })
    expect(added.change?.event.named).toEqual(['head'])
    const removed = given(added.state).when('moderator', 'remove_participant', { userId: 'head' })
    expect(removed.change?.event.named).toEqual(['head'])
    const payload = { userIds: ['head', 'assignee'] }
    const team = open.when('head', 'add_team_members', payload)
    expect(team.change?.event.named).toEqual(['head']) // the assignee has it already
    const gone = given(team.state).when('head', 'remove_team_member', { userId: 'head' })
    expect(gone.change?.event.named).toEqual(['head'])
  })

  it('is whom a split brings', () => {
    const subTickets = [{ departmentId: IT, assigneeId: 'assignee' }, { departmentId: IT }]
    const { changes } = givenSplit(1).when('parent', 'split', { subTickets })
    expect(changes[0]?.event.named).toEqual(['assignee', 'head'])
  })

  it('is who is asked to approve, once', () => {
    const { event } = given(ticketIn('in_progress')).when('assignee', 'request_approval', {}, TEXTS)
      .change ?? { event: undefined }
    expect(event).toMatchObject({ named: expect.arrayContaining(['approver']) })
    expect(event).not.toHaveProperty('outcome')
  })

  it.each([
    [true, 'approved'],
    [false, 'rejected'],
  ] as const)('is how a decision fell: %s is %s', (approved, outcome) => {
    const payload = { approvalId: APPROVAL.id, approved }
    const { change } = waiting().when('approver', 'decide_approval', payload)
    expect(change?.event).toMatchObject({ approvalId: APPROVAL.id, outcome })
  })

  it('is that an approval was cancelled; its undo says no outcome', () => {
    const { change, state } = waiting().when('moderator', 'reassign', {}, TEXTS)
    expect(change?.event).toMatchObject({ approvalId: APPROVAL.id, outcome: 'cancelled' })
    const back = given(state).when('moderator', 'undo')
    expect(back.change?.event).not.toHaveProperty('outcome')
    expect(back.change?.event).not.toHaveProperty('named')
  })
})
