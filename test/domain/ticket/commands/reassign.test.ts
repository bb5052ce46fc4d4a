import { describe, expect, it } from 'vitest'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import { given } from '../../../support/given.js'
import { assigned, DAY_LATER, reassigned } from '../../../support/reassigned.js'
import { AT, PEOPLE, participant, through, ticketIn } from '../../../support/tickets.js'

const texts = ['reason']
const asRequester = participant('requester', ['requester'])
const asAssignee = participant('assignee', ['assignee'])
const facts = { people: { ...PEOPLE } }

describe('reassign', () => {
  it("gives it to the department's head, as if nobody had seen it; its due dates stay", () => {
    const then = assigned.when('moderator', 'reassign', {}, { texts, at: DAY_LATER })
    expect(then.event).toEqual(reassigned)
    expect(then.state).toMatchObject({
      status: 'assigned',
      assigneeId: 'head',
      assignedAt: AT,
      acknowledgements: [],
      sla: assigned.state.sla,
      undo: { kind: 'open', command: 'reassign' },
    })
    expect(then.state.deadlines).toEqual({
      ...assigned.state.deadlines,
      acknowledge: { at: '2026-01-03T00:00:00.000Z', seq: 4 },
    })
  })
  it('takes a named person of another department', () => {
    const departments = { hr: { headId: null, handlesFinance: false } }
    const payload = { departmentId: 'hr', assigneeId: 'otherAgent' }
    const then = assigned.when('moderator', 'reassign', payload, {
      texts,
      facts: { ...facts, departments },
    })
    expect(then.state).toMatchObject({ departmentId: 'hr', assigneeId: 'otherAgent' })
  })
  it('to another department leaves the category and the group of the old one', () => {
    const ofGroup = { categoryId: 'c', groupId: 'g' }
    const grouped = given({ ...assigned.state, ...ofGroup })
    const within = grouped.and('moderator', 'reassign', {}, { texts })
    expect(within.state).toMatchObject(ofGroup)
    const departments = { hr: { headId: 'otherAgent', handlesFinance: false } }
    const options = { texts, facts: { ...facts, departments } }
    const moved = grouped.and('moderator', 'reassign', { departmentId: 'hr' }, options)
    expect(moved.state).toMatchObject({ categoryId: null, groupId: null })
    expect(moved.when('moderator', 'undo').state).toMatchObject(ofGroup)
  })
  it('notifies all who are or were in the chat, the new assignee of getting it', () => {
    const { change } = assigned.when('moderator', 'reassign', {}, { texts })
    expect(change?.event.notifications).toEqual([
      { ...notifyModerators('ticket_reassigned', 'requester', 'assignee'), except: ['head'] },
      notifyUsers('ticket_assigned', 'head'),
    ])
    expect(change?.effects.broadcasts).toContainEqual(
      expect.objectContaining({ type: 'ticket:assigned', rooms: ['ticket:ticket', 'user:head'] }),
    )
  })
})

describe('reassigned people', () => {
  const participants = [asRequester, asAssignee, participant('teamMember', ['team_member'])]
  it('leave, assignee and team, before the next one joins', () => {
    const { state } = given(ticketIn('in_progress', { participants })).when(
      'moderator',
      'reassign',
      {},
      { texts, at: DAY_LATER },
    )
    expect(state.teamMembers).toEqual([])
    const joined = participant('head', ['assignee'], DAY_LATER)
    expect(state.participants).toEqual([asRequester, joined])
  })
  it('stay by what else keeps them: the requester, and whom sub-tickets bring in', () => {
    const own = ticketIn('in_progress', {
      assigneeId: 'requester',
      participants: [asRequester, participant('teamMember', [through('T-5.1'), 'team_member'])],
    })
    const { state } = given(own).when('moderator', 'reassign', {}, { texts })
    expect(state.participants).toEqual([
      asRequester,
      participant('teamMember', [through('T-5.1')]),
      participant('head', ['assignee']),
    ])
  })
  it('keep the day of joining when they were added before', () => {
    const { state } = given(ticketIn('assigned'))
      .and('moderator', 'add_participant', { userId: 'head' })
      .when('moderator', 'reassign', {}, { texts, at: DAY_LATER })
    expect(state.participants).toEqual([
      asRequester,
      participant('head', ['assignee', 'participant']),
    ])
  })
  it('keep their place as a requester', () => {
    const head = ticketIn('assigned', {
      requesterId: 'head',
      participants: [participant('head', ['requester'])],
    })
    const { state } = given(head).when('moderator', 'reassign', {}, { texts })
    expect(state.participants).toEqual([participant('head', ['requester', 'assignee'])])
  })
})

describe('reassigning to the same person', () => {
  const participants = [asRequester, asAssignee, participant('teamMember', ['team_member'])]
  const acknowledgements = [
    { userId: 'assignee', at: AT },
    { userId: 'teamMember', at: AT },
  ]
  const same = { assigneeId: 'assignee', dueAt: '2026-02-01T00:00:00.000Z' }
  const facts = {
    departments: {
      it: { headId: 'head', handlesFinance: false },
      hr: { headId: null, handlesFinance: false },
    },
  }

  it('cuts neither history nor acknowledgements, nor the team', () => {
    const given_ = given(ticketIn('in_progress', { participants, acknowledgements }))
    const then = given_.when('moderator', 'reassign', same, { texts, at: DAY_LATER })
    expect(then.state).toMatchObject({
      status: 'assigned',
      participants,
      acknowledgements,
      teamMembers: ['teamMember'],
      sla: { resolutionDueAt: same.dueAt },
    })
    expect(then.state.deadlines.acknowledge).toBeUndefined()
    expect(then.change?.effects.messages).toEqual([])
  })

  it('leaves the acknowledgement due when it was', () => {
    const unseen = given(ticketIn('open')).and('moderator', 'assign', { assigneeId: 'assignee' })
    const { state } = unseen.when('moderator', 'reassign', same, { texts, at: DAY_LATER })
    expect(state.deadlines.acknowledge).toEqual({ at: '2026-01-02T00:00:00.000Z', seq: 2 })
  })

  it('in another department lets its old team go', () => {
    const person = { ...PEOPLE.assignee, headOf: ['hr'] }
    const people = { assignee: person }
    const given_ = given(ticketIn('assigned', { participants, acknowledgements }))
    const payload = { assigneeId: 'assignee', departmentId: 'hr' }
    const then = given_.when('moderator', 'reassign', payload, {
      texts,
      facts: { ...facts, people },
    })
    expect(then.state).toMatchObject({
      departmentId: 'hr',
      teamMembers: [],
      acknowledgements: acknowledgements.slice(0, 1),
    })
    expect(then.state.participants).toEqual([asRequester, asAssignee])
  })
})

describe('reassign with an approval pending', () => {
  it('cancels the approval, and its reminders with it', () => {
    const { state } = given(ticketIn('awaiting_approval')).when(
      'moderator',
      'reassign',
      {},
      { texts },
    )
    expect(state.approval).toMatchObject({ status: 'cancelled', decidedAt: AT })
    expect(Object.keys(state.deadlines)).toEqual(['acknowledge'])
  })
})

describe('reassign refuses', () => {
  it('without a reason', () => {
    expect(assigned.when('moderator', 'reassign').refusal).toEqual({
      code: 'validation_failed',
      error: 'Say why: a reason is required.',
      details: { reason: ['is required'] },
    })
  })
  it('a due date that is past', () => {
    expect(assigned.when('moderator', 'reassign', { dueAt: AT }, { texts }).refusal?.error).toBe(
      'dueAt must lie in the future.',
    )
  })
  it('nobody, and somebody who can not be the assignee', () => {
    const departments = { it: { headId: null, handlesFinance: false } }
    expect(assigned.when('moderator', 'reassign', {}, { texts, facts: { departments } }).code).toBe(
      'no_assignee',
    )
    const payload = { assigneeId: 'otherAgent' }
    expect(assigned.when('moderator', 'reassign', payload, { texts, facts }).code).toBe(
      'not_assignable',
    )
  })
  it('a ticket that nobody has yet, or that is done', () => {
    for (const status of ['open', 'completed'] as const) {
      const then = given(ticketIn(status)).when('moderator', 'reassign', {}, { texts })
      expect(then.code, status).toBe('invalid_transition')
    }
  })
})
