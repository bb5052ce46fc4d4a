import { describe, expect, it } from 'vitest'
import type { Facts } from '../../../../src/domain/ticket/facts.js'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import type { TicketState } from '../../../../src/domain/ticket/state.js'
import { NO_WORK } from '../../../../src/domain/ticket/sub-tickets/counts.js'
import { given } from '../../../support/given.js'
import { APPROVAL, AT, PEOPLE, participant, ticketIn } from '../../../support/tickets.js'

const TEXTS = { texts: ['reason'] }
const BEFORE = '2025-12-01T00:00:00.000Z'
const REQUEST = { id: 'r', kind: 'reopen' as const, by: 'requester', at: AT }
const closed = ticketIn('closed', {
  requests: [REQUEST],
  sla: {
    ...ticketIn('closed').sla,
    policyId: 'u',
    firstResponseAt: BEFORE,
    breached: true,
    breaches: ['resolution'],
    postponedMs: 5,
  },
})
const reopen = (state: TicketState, payload = {}) =>
  given(state).when('moderator', 'reopen', payload, TEXTS)

describe('reopen', () => {
  it('begins the next version, with its policy’s dates from now', () => {
    const then = reopen(closed)
    expect(then.event).toEqual({
      type: 'reopen',
      at: AT,
      requestId: null,
      assigneeId: 'assignee',
      dueDates: expect.objectContaining({
        policyId: 'u',
        firstResponseDueAt: null,
        resolutionDueAt: '2026-01-01T04:00:00.000Z',
      }),
      acknowledgeBy: '2026-01-02T00:00:00.000Z',
    })
    expect(then.state).toMatchObject({
      status: 'reopened',
      version: 2,
      reopenCount: 0,
      assigneeId: 'assignee',
      assignedAt: AT,
    })
    const { seq } = then.state
    expect(then.state.deadlines).toEqual({
      acknowledge: { at: '2026-01-02T00:00:00.000Z', seq },
      resolution: { at: '2026-01-01T03:00:00.000Z', seq },
    })
    expect(then.change?.event.notifications).toEqual([
      notifyUsers('ticket_reopened', 'requester', 'assignee'),
      notifyUsers('request_cancelled', 'requester'),
    ])
  })

  it('opens an empty room', () => {
    expect(reopen(closed).change?.effects.messages).toEqual([])
    const people = { facts: { people: { head: PEOPLE.head } }, ...TEXTS }
    const swapped = given(closed).when('moderator', 'reopen', {}, people)
    expect(swapped.change?.effects.messages).toEqual([])
  })

  it('begins the clocks anew', () => {
    expect(reopen(closed).state.sla).toMatchObject({
      policyId: 'u',
      firstResponseAt: null,
      breached: false,
      breaches: [],
      postponedMs: 0,
    })
  })

  it('takes the organization’s policy where its own is gone', () => {
    const { state } = reopen({ ...closed, sla: { ...closed.sla, policyId: 'gone' } })
    expect(state.sla).toMatchObject({
      policyId: 'n',
      firstResponseDueAt: '2026-01-01T08:00:00.000Z',
      resolutionDueAt: '2026-01-04T00:00:00.000Z',
    })
  })

  it('begins all else of the last version anew too, and lets its last people read from now on', () => {
    const joined = participant('requester', ['requester'], BEFORE)
    const last = {
      progressPercent: 100,
      startedAt: BEFORE,
      completedAt: BEFORE,
      resolvedAt: BEFORE,
      closedAt: BEFORE,
      satisfactionScore: 4,
      acknowledgements: [{ userId: 'assignee', at: BEFORE }],
      approval: { ...APPROVAL, status: 'approved' as const },
      approvalCount: 1,
      participants: [joined],
    }
    expect(reopen({ ...closed, ...last }).state).toMatchObject({
      progressPercent: 0,
      startedAt: null,
      completedAt: null,
      resolvedAt: null,
      closedAt: null,
      satisfactionScore: null,
      acknowledgements: [],
      approval: null,
      approvalCount: 1,
      participants: [{ ...joined, joinedAt: AT, historyFrom: AT }],
    })
  })

  it('keeps closed sub-tickets in the count of a parent, which is worked on all the same', () => {
    const subTickets = {
      issued: 3,
      remindEvery: 'P3D',
      total: 2,
      closed: 2,
      own: NO_WORK,
      splitFrom: null,
      readyOnReturn: false,
      taken: {},
    }
    const { state } = reopen({ ...closed, subTickets })
    expect(state).toMatchObject({ status: 'reopened', progressPercent: 100, subTickets })
    const completed = given(state)
      .and('assignee', 'start')
      .when('assignee', 'complete', {}, { texts: ['notes'] })
    expect(completed.state.status).toBe('completed')
  })

  it('by a request counts, and its asker is notified', () => {
    const then = reopen(closed, { requestId: 'r' })
    expect(then.state).toMatchObject({ reopenCount: 1, requests: [] })
    expect(then.change?.effects.requests).toEqual([{ ...REQUEST, status: 'granted' }])
    expect(then.change?.event.notifications).toEqual([
      notifyUsers('ticket_reopened', 'requester', 'assignee'),
      notifyUsers('request_decided', 'requester'),
    ])
  })

  describe('whose last assignee can’t work on it any more', () => {
    const asAssignee = participant('assignee', ['assignee'], BEFORE)
    const left = ticketIn('closed', {
      teamMembers: ['head', 'teamMember'],
      participants: [asAssignee],
    })
    const reopenWith = (facts: Partial<Facts>, state: TicketState = left) =>
      given(state).when('moderator', 'reopen', {}, { ...TEXTS, facts })

    it.each([
      ['is inactive', { people: { head: PEOPLE.head } }, left],
      [
        'is of another department',
        { people: { head: PEOPLE.head, assignee: PEOPLE.otherAgent } },
        left,
      ],
      ['is nobody', {}, ticketIn('closed', { assigneeId: null, participants: [] })],
    ])('goes to the head: the last %s', (_why, facts, state) => {
      const then = reopenWith(facts, state)
      const isAssigned = { assigneeId: 'head', deadlines: { acknowledge: expect.anything() } }
      expect(then.state).toMatchObject({ status: 'reopened', ...isAssigned })
      expect(then.state.teamMembers).toEqual(['teamMember'])
      expect(then.state.participants).toEqual([participant('head', ['assignee'])])
      expect(then.change?.event.notifications).toEqual([
        notifyUsers('ticket_reopened', 'requester', 'head'),
      ])
    })

    it.each([
      ['there is no head', { departments: { it: { headId: null, handlesFinance: false } } }, left],
      ['the department is gone', { departments: {} }, left],
      ['the head is inactive', {}, left],
      ['it has no department', {}, { ...left, departmentId: null }],
    ])('is nobody’s where %s: moderators are told', (_why, over, state) => {
      const then = reopenWith({ ...over, people: {} }, state)
      expect(then.state).toMatchObject({ status: 'reopened', assigneeId: null, participants: [] })
      expect(then.state.deadlines.acknowledge).toBeUndefined()
      expect(then.state.sla.resolutionDueAt).toBe('2026-01-04T00:00:00.000Z')
      expect(then.change?.event.notifications).toEqual([
        notifyUsers('ticket_reopened', 'requester'),
        notifyModerators('ticket_unassigned'),
      ])
    })
  })

  it('has a limit for granted ones, and none of a moderator’s own accord', () => {
    const often = { ...closed, reopenCount: 2 }
    expect(reopen(often, { requestId: 'r' }).code).toBe('reopen_limit')
    expect(reopen(often).state).toMatchObject({ version: 2, reopenCount: 2 })
  })

  it('refuses it without a reason, of what is not closed, for a decided request, and to others', () => {
    expect(given(closed).when('moderator', 'reopen').code).toBe('validation_failed')
    expect(reopen(ticketIn('rejected')).code).toBe('invalid_transition')
    expect(reopen(closed, { requestId: 'x' }).code).toBe('request_decided')
    expect(given(closed).when('requester', 'reopen', {}, TEXTS).code).toBe('forbidden')
  })
})
