import { describe, expect, it } from 'vitest'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import type { TicketParticipant } from '../../../../src/domain/ticket/state.js'
import { given } from '../../../support/given.js'
import { AT, PEOPLE, ticketIn } from '../../../support/tickets.js'

const DAY_LATER = '2026-01-02T00:00:00.000Z'
const texts = ['reason']
const join = (userId: string, role: TicketParticipant['role']): TicketParticipant => {
  return { userId, role, joinedAt: AT, historyFrom: AT }
}
const [asRequester, asAssignee] = [join('requester', 'requester'), join('assignee', 'assignee')]
const facts = { people: { ...PEOPLE } }

/** With due dates, people and an acknowledgement, as an assignment has left it. */
const assigned = given(ticketIn('open'))
  .and('moderator', 'assign', { assigneeId: 'assignee' })
  .and('assignee', 'acknowledge')
const reassigned = {
  type: 'reassign',
  at: DAY_LATER,
  departmentId: 'it',
  assigneeId: 'head',
  priority: 'normal',
  dueDates: null,
  resolutionDueAt: null,
  acknowledgeBy: '2026-01-03T00:00:00.000Z',
  undoUntil: '2026-01-02T00:15:00.000Z',
}

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
  const participants = [asRequester, asAssignee, join('teamMember', 'team_member')]
  it('leave, assignee and team, before the next one joins', () => {
    const { state } = given(ticketIn('in_progress', { participants })).when(
      'moderator',
      'reassign',
      {},
      { texts, at: DAY_LATER },
    )
    expect(state.teamMembers).toEqual([])
    const joined = { joinedAt: DAY_LATER, historyFrom: DAY_LATER }
    expect(state.participants).toEqual([asRequester, { ...join('head', 'assignee'), ...joined }])
  })
  it('stay by what else keeps them: the requester, and whom sub-tickets bring in', () => {
    const own = ticketIn('in_progress', {
      assigneeId: 'requester',
      participants: [asRequester, { ...join('teamMember', 'team_member'), through: ['T-5.1'] }],
    })
    const { state } = given(own).when('moderator', 'reassign', {}, { texts })
    expect(state.participants).toEqual([
      asRequester,
      { ...join('teamMember', 'sub_ticket'), through: ['T-5.1'] },
      join('head', 'assignee'),
    ])
  })
  it('keep the day of joining when they were added before', () => {
    const { state } = given(ticketIn('assigned'))
      .and('moderator', 'add_participant', { userId: 'head' })
      .when('moderator', 'reassign', {}, { texts, at: DAY_LATER })
    expect(state.participants).toEqual([asRequester, join('head', 'assignee')])
  })
  it('keep their place as a requester', () => {
    const head = ticketIn('assigned', {
      requesterId: 'head',
      participants: [join('head', 'requester')],
    })
    const { state } = given(head).when('moderator', 'reassign', {}, { texts })
    expect(state.participants).toEqual([join('head', 'requester')])
  })
})

describe('reassigning to the same person', () => {
  const participants = [asRequester, asAssignee, join('teamMember', 'team_member')]
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

describe('the due dates of a reassigned ticket', () => {
  const later = { texts, at: DAY_LATER }
  it('follow a policy that is named, from the first assignment', () => {
    const { event, state } = assigned.when('moderator', 'reassign', { slaTemplateId: 'u' }, later)
    const dueDates = {
      policyId: 'u',
      firstResponseDueAt: null,
      resolutionDueAt: '2026-01-01T04:00:00.000Z',
    }
    expect(event).toEqual({ ...reassigned, dueDates })
    expect(state.sla).toMatchObject(dueDates)
  })
  it('change by a named date in that alone', () => {
    const dueAt = '2026-02-01T00:00:00.000Z'
    const { event, state } = assigned.when('moderator', 'reassign', { dueAt }, later)
    expect(event).toEqual({ ...reassigned, resolutionDueAt: dueAt })
    expect(state.sla).toEqual({ ...assigned.state.sla, resolutionDueAt: dueAt })
  })
  it('take both: the date in place of the policy’s own', () => {
    const payload = { slaTemplateId: 'n', dueAt: '2026-02-01T00:00:00.000Z' }
    const { event } = assigned.when('moderator', 'reassign', payload, later)
    const dueDates = {
      policyId: 'n',
      firstResponseDueAt: '2026-01-01T08:00:00.000Z',
      resolutionDueAt: '2026-02-01T00:00:00.000Z',
    }
    expect(event).toEqual({ ...reassigned, dueDates })
  })
  it('are set as by assigning where it is the first assignment, without the time postponed before', () => {
    const { event, state } = given(ticketIn('open'))
      .and('moderator', 'postpone', {}, { texts })
      .when('moderator', 'reassign', {}, later)
    const dueDates = {
      policyId: 'n',
      firstResponseDueAt: '2026-01-02T08:00:00.000Z',
      resolutionDueAt: '2026-01-05T00:00:00.000Z',
    }
    expect(event).toEqual({ ...reassigned, dueDates })
    expect(state).toMatchObject({ assignedAt: DAY_LATER, sla: { ...dueDates, postponedMs: 0 } })
  })
})

describe('a postponed ticket that is reassigned', () => {
  const postponed = assigned.and('moderator', 'postpone', {}, { texts })
  const later = { texts, at: DAY_LATER }
  it('is postponed no more; what is due is later by the time between', () => {
    const { event, state } = postponed.when('moderator', 'reassign', {}, later)
    expect(event).toEqual(reassigned)
    expect(state).toMatchObject({
      status: 'assigned',
      postponed: null,
      sla: {
        paused: false,
        postponedMs: 86_400_000,
        firstResponseDueAt: '2026-01-02T08:00:00.000Z',
        resolutionDueAt: '2026-01-05T00:00:00.000Z',
      },
    })
    expect(state.deadlines).toEqual({
      acknowledge: { at: '2026-01-03T00:00:00.000Z', seq: 5 },
      first_response: { at: '2026-01-02T06:00:00.000Z', seq: 5 },
      resolution: { at: '2026-01-04T06:00:00.000Z', seq: 5 },
    })
  })
  it('shifts only the date that is not named', () => {
    const dueAt = '2026-02-01T00:00:00.000Z'
    expect(postponed.when('moderator', 'reassign', { dueAt }, later).state.sla).toMatchObject({
      firstResponseDueAt: '2026-01-02T08:00:00.000Z',
      resolutionDueAt: dueAt,
    })
  })
  it('counts a policy that is named from the first assignment, later by the time between', () => {
    const payload = { slaTemplateId: 'u' }
    expect(postponed.when('moderator', 'reassign', payload, later).state.sla).toMatchObject({
      policyId: 'u',
      resolutionDueAt: '2026-01-02T04:00:00.000Z',
    })
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
