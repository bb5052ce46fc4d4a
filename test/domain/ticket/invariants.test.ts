import { describe, expect, it } from 'vitest'
import type { NewEvent } from '../../../src/domain/ticket/events.js'
import { notifyUsers } from '../../../src/domain/ticket/outcome/notifications.js'
import type { RequestKind } from '../../../src/domain/ticket/requests.js'
import { REQUESTABLE } from '../../../src/domain/ticket/requests.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { STATUSES, type Status } from '../../../src/domain/ticket/status.js'
import { NO_WORK } from '../../../src/domain/ticket/sub-tickets/counts.js'
import { given } from '../../support/given.js'
import { APPROVAL, AT, POSTPONED, ticketIn } from '../../support/tickets.js'

const LATER = '2026-01-05T00:00:00.000Z'
const DAYS = 86_400_000
const TEXTS = { texts: ['reason'] }
const assigned = given(ticketIn('open', { undo: null })).and('moderator', 'assign')
const postponed = assigned.and('moderator', 'postpone', {}, TEXTS)
const tagged: NewEvent = { type: 'set_tags', at: AT, tags: ['x'] }
/** What follows from a state by any event, as one that changes next to nothing shows. */
const settle = (state: TicketState) => given(state).happened(tagged).state

describe('a postponement ends', () => {
  it('by reassigning too: dates are later by it, but for those that are named', () => {
    const reassign = (payload = {}) =>
      postponed.when('moderator', 'reassign', payload, { ...TEXTS, at: LATER }).state
    expect(reassign()).toMatchObject({ status: 'assigned', postponed: null })
    expect(reassign().sla).toEqual({
      ...assigned.state.sla,
      firstResponseDueAt: '2026-01-05T08:00:00.000Z',
      resolutionDueAt: '2026-01-08T00:00:00.000Z',
      postponedMs: 4 * DAYS,
      pauses: [{ from: AT, to: LATER }],
      warnings: {
        first_response: [{ percent: 75, at: '2026-01-05T06:00:00.000Z' }],
        resolution: [{ percent: 75, at: '2026-01-07T06:00:00.000Z' }],
      },
    })
    const dueAt = '2026-02-01T00:00:00.000Z'
    expect(reassign({ dueAt }).sla).toMatchObject({
      firstResponseDueAt: '2026-01-05T08:00:00.000Z',
      resolutionDueAt: dueAt,
    })
    expect(reassign({ slaTemplateId: 'u' }).sla).toMatchObject({
      policyId: 'u',
      resolutionDueAt: '2026-01-05T04:00:00.000Z',
      postponedMs: 4 * DAYS,
    })
  })

  it('with dates from now, where reassigning is the first assignment', () => {
    const { state } = given(ticketIn('open', { undo: null }))
      .and('moderator', 'postpone', {}, TEXTS)
      .when('moderator', 'reassign', {}, { ...TEXTS, at: LATER })
    expect(state).toMatchObject({ status: 'assigned', assigneeId: 'head', assignedAt: LATER })
    expect(state.sla).toMatchObject({
      policyId: 'n',
      firstResponseDueAt: '2026-01-05T08:00:00.000Z',
      resolutionDueAt: '2026-01-08T00:00:00.000Z',
      postponedMs: 0,
      paused: false,
    })
  })

  it('with the ticket, whose reminders end with it', () => {
    const closed = postponed.when('moderator', 'close', {}, { ...TEXTS, at: LATER }).state
    expect(closed).toMatchObject({ postponed: null, sla: { paused: false }, deadlines: {} })
  })

  it('without an acknowledgement where there was none to wait for', () => {
    const from = { ...POSTPONED, from: 'assigned' } as TicketState['postponed']
    const { state } = given(ticketIn('postponed', { postponed: from })).when('moderator', 'restart')
    expect(state.deadlines.acknowledge).toBeUndefined()
  })

  it('with the acknowledgement that its new assignee is given, not the old one’s', () => {
    const { state } = postponed.when('moderator', 'reassign', {}, { ...TEXTS, at: LATER })
    expect(state.deadlines.acknowledge?.at).toBe('2026-01-06T00:00:00.000Z')
  })
})

describe('whatever leads away from an approval', () => {
  it('cancels what is pending, with its timers', () => {
    const deadlines = {
      approval_reminder: { at: AT, seq: 1 },
      approval_escalation: { at: AT, seq: 1 },
    }
    const state = settle(ticketIn('in_progress', { approval: APPROVAL, deadlines }))
    expect(state.approval).toEqual({ ...APPROVAL, status: 'cancelled', decidedAt: AT })
    expect(state.deadlines).toEqual({})
  })

  it('leaves one that is decided as it was decided', () => {
    const approval = {
      ...APPROVAL,
      status: 'approved' as const,
      decidedAt: '2025-12-31T00:00:00.000Z',
    }
    expect(settle(ticketIn('in_progress', { approval })).approval).toEqual(approval)
  })

  it('leaves one that is waited for', () => {
    const waiting = ticketIn('awaiting_approval')
    expect(settle(waiting)).toMatchObject({ approval: APPROVAL, deadlines: waiting.deadlines })
  })
})

describe('a request', () => {
  const GRANTABLE: Record<RequestKind, Status[]> = {
    reopen: ['closed'],
    sub_ticket: ['assigned', 'in_progress', 'reopened'],
    postpone: ['assigned', 'in_progress', 'reopened'],
  }
  const kinds = Object.keys(GRANTABLE) as RequestKind[] // the keys of that very object

  it.each(kinds)('to %s waits only where it can be granted', (kind) => {
    expect(REQUESTABLE[kind]).toEqual(GRANTABLE[kind])
    const request = { id: 'r', kind, by: 'assignee', at: AT }
    const kept = STATUSES.filter((status) => {
      const { requests } = settle(ticketIn(status, { requests: [request] }))
      return requests.length > 0
    })
    expect([...kept].sort()).toEqual([...GRANTABLE[kind]].sort())
  })

  it('of an assignee is gone once the ticket is somebody else’s', () => {
    const ask = (kind: RequestKind) => ({ id: kind, kind, by: 'assignee', at: AT })
    const requests = [ask('postpone'), ask('sub_ticket')]
    const then = given(ticketIn('in_progress', { requests })).when(
      'moderator',
      'reassign',
      { assigneeId: 'head' },
      { texts: ['reason'] },
    )
    expect(then.state.requests).toEqual([])
    expect(then.change?.event.notifications).toContainEqual(
      notifyUsers('request_cancelled', 'assignee'),
    )
    expect(given(then.state).when('moderator', 'undo').state.requests).toEqual(requests)
  })

  it('is gone with a ticket that is deleted', () => {
    const request = { id: 'r', kind: 'postpone' as const, by: 'assignee', at: AT }
    expect(
      settle(ticketIn('in_progress', { requests: [request], deletedAt: AT })).requests,
    ).toEqual([])
  })
})

describe('an acknowledgement', () => {
  it.each(STATUSES)('is waited for in assigned and reopened alone: %s', (status) => {
    const state = settle(ticketIn(status, { deadlines: { acknowledge: { at: AT, seq: 1 } } }))
    const isAwaited = status === 'assigned' || status === 'reopened'
    expect(state.deadlines.acknowledge !== undefined).toBe(isAwaited)
  })
})

describe('a parent', () => {
  const splitFrom = { status: 'open' as const, assigneeId: null, acknowledgeAt: null }
  const subTickets = {
    issued: 2,
    remindEvery: 'P3D',
    total: 2,
    closed: 1,
    own: NO_WORK,
    splitFrom,
    readyOnReturn: false,
    taken: {},
  }

  it('is watched while sub-tickets are open, from when the first was', () => {
    const state = settle(ticketIn('in_progress', { subTickets }))
    expect(state.deadlines.sub_ticket_nudge).toEqual({
      at: '2026-01-04T00:00:00.000Z',
      seq: state.seq,
    })
    expect(settle(state).deadlines).toEqual(state.deadlines)
  })

  it('is not watched once all are closed, or it has ended or is deleted', () => {
    const deadlines = { sub_ticket_nudge: { at: AT, seq: 1 } }
    const nudge = (state: TicketState) => settle(state).deadlines.sub_ticket_nudge
    const done = { ...subTickets, closed: 2 }
    expect(nudge(ticketIn('in_progress', { subTickets: done, deadlines }))).toBeUndefined()
    expect(nudge(ticketIn('closed', { subTickets, deadlines }))).toBeUndefined()
    const deleted = { subTickets, deadlines, deletedAt: AT }
    expect(nudge(ticketIn('in_progress', deleted))).toBeUndefined()
  })

  it('forgets where it was split from with a transition of its own, and not without', () => {
    const split = given(ticketIn('in_progress', { subTickets }))
    expect(settle(split.state).subTickets?.splitFrom).toEqual(splitFrom)
    const moved = split.when('moderator', 'reassign', {}, TEXTS)
    expect(moved.state.subTickets?.splitFrom).toBeNull()
  })
})
