import { describe, expect, it } from 'vitest'
import { given } from '../../../support/given.js'
import { givenSplit } from '../../../support/parent.js'
import { AT, participant, through, ticketIn } from '../../../support/tickets.js'

const { parent } = givenSplit(3)
const BEFORE = '2025-12-31T00:00:00.000Z'
const LATER = '2026-01-01T00:05:00.000Z'
const CLOSED = {
  number: 'T-1.1',
  change: 'closed' as const,
  total: 3,
  closed: 1,
  assigneeId: 'head',
  teamMembers: [],
}

describe('subtickets_progressed', () => {
  it('counts, rounding the percent down, and says so in the chat', () => {
    const then = given(parent).when('system', 'subtickets_progressed', CLOSED)
    expect(then.event).toEqual({ type: 'subtickets_progressed', at: AT, ...CLOSED })
    expect(then.state).toMatchObject({
      status: 'in_progress',
      progressPercent: 33,
      revision: parent.revision + 1,
      subTickets: { ...parent.subTickets, closed: 1 },
    })
    expect(then.change?.event.notifications).toEqual([])
    expect(then.change?.effects.messages).toEqual([
      { body: 'Sub-ticket T-1.1 was closed.', userId: null },
    ])
    expect(then.change?.effects.broadcasts).toContainEqual({
      type: 'progress_updated',
      rooms: ['ticket:ticket'],
      data: { progressPercent: 33, closed: 1, total: 3 },
    })
  })

  it('swaps its people, and says so', () => {
    const swapped = {
      ...CLOSED,
      change: 'progressed' as const,
      closed: 0,
      assigneeId: 'assignee',
      teamMembers: ['teamMember'],
    }
    const { state, change } = given(parent).when('system', 'subtickets_progressed', swapped)
    const grounds = (userId: string) =>
      state.participants.find((one) => one.userId === userId)?.grounds
    expect(grounds('head')).toEqual([through('T-1.2'), through('T-1.3')])
    expect(grounds('assignee')).toEqual([through('T-1.1')])
    expect(grounds('teamMember')).toEqual([{ as: 'sub_ticket_team_member', number: 'T-1.1' }])
    expect(change?.effects.messages).toEqual([
      { body: '{name} joined the chat.', userId: 'assignee' },
      { body: '{name} joined the chat.', userId: 'teamMember' },
    ])
  })

  it('lets go whom it alone brought in, and keeps those who are in of their own', () => {
    const gone = { ...CLOSED, change: 'deleted' as const, assigneeId: null }
    const { parent: one } = givenSplit(1)
    const left = given(one).when('system', 'subtickets_progressed', gone)
    expect(left.state.participants.map(({ userId }) => userId)).not.toContain('head')
    const both = { ...one, participants: [participant('head', ['participant', through('T-1.1')])] }
    const kept = given(both).when('system', 'subtickets_progressed', gone)
    expect(kept.state.participants).toEqual([participant('head', ['participant'])])
  })

  it('lets nobody in again whom a moderator took out, until a moderator does', () => {
    const out = given(parent).and('moderator', 'remove_participant', { userId: 'head' })
    const ids = (state: typeof parent) => state.participants.map(({ userId }) => userId)
    const closed = out.and('system', 'subtickets_progressed', CLOSED)
    expect(ids(closed.state)).not.toContain('head')
    const split = out.when('moderator', 'split', { subTickets: [{ departmentId: 'it' }] })
    expect(ids(split.state)).not.toContain('head')
    const back = closed
      .and('moderator', 'add_participant', { userId: 'head' })
      .when('system', 'subtickets_progressed', { ...CLOSED, closed: 2 })
    const all = ['T-1.1', 'T-1.2', 'T-1.3'].map(through)
    const kept = participant('head', ['participant', ...all])
    expect(back.state.participants).toContainEqual(kept)
  })

  it('supersedes the parent’s undo', () => {
    const { state } = given(parent)
      .and('moderator', 'reassign', {}, { texts: ['reason'] })
      .when('system', 'subtickets_progressed', CLOSED)
    expect(state.undo).toEqual({ kind: 'superseded' })
  })

  it('refuses it to people, and once the parent has ended', () => {
    expect(given(parent).when('moderator', 'subtickets_progressed', CLOSED).code).toBe('forbidden')
    const ended = given(ticketIn('closed')).when('system', 'subtickets_progressed', CLOSED)
    expect(ended.code).toBe('invalid_transition')
  })

  it('of a ticket that has none stops the work', () => {
    expect(() =>
      given(ticketIn('in_progress')).when('system', 'subtickets_progressed', CLOSED),
    ).toThrow('no sub-ticket')
  })
})

describe('without any sub-ticket left', () => {
  const deleted = { ...CLOSED, change: 'deleted' as const, total: 0, closed: 0, assigneeId: null }
  const deleteLast = (state: typeof parent) =>
    given(state).when('system', 'subtickets_progressed', deleted).state

  it('the parent is what it was before the split: status, assignee, percent and start', () => {
    const { parent: submitted } = givenSplit(1, 'submitted')
    expect(deleteLast(submitted)).toMatchObject({
      status: 'submitted',
      assigneeId: null,
      progressPercent: 0,
      startedAt: null,
      subTickets: { issued: 1, total: 0, closed: 0, splitFrom: null },
    })
    const working = ticketIn('in_progress', {
      progressPercent: 60,
      startedAt: '2025-12-31T00:00:00.000Z',
    })
    const { state } = given(working).and('moderator', 'split', {
      subTickets: [{ departmentId: 'it' }],
    })
    expect(deleteLast(state)).toMatchObject({
      status: 'in_progress',
      progressPercent: 60,
      startedAt: '2025-12-31T00:00:00.000Z',
    })
  })

  it('its acknowledgement is due again when it was, unless somebody has acknowledged it', () => {
    const assigned = given(ticketIn('open')).and('moderator', 'assign')
    const split = assigned.and('moderator', 'split', { subTickets: [{ departmentId: 'it' }] })
    const state = deleteLast(split.state)
    expect(state.deadlines.acknowledge).toEqual({ at: '2026-01-02T00:00:00.000Z', seq: state.seq })
    const seen = deleteLast(split.and('head', 'acknowledge').state)
    expect(seen.status).toBe('assigned')
    expect(seen.deadlines.acknowledge).toBeUndefined()
  })

  it('stays as it stands after a transition of its own, with its own percent and start', () => {
    const working = given(ticketIn('in_progress', { progressPercent: 60, startedAt: BEFORE }))
    const split = working.and('moderator', 'split', { subTickets: [{ departmentId: 'it' }] })
    const moved = split.and('moderator', 'reassign', {}, { texts: ['reason'] })
    expect(split.state).toMatchObject({ progressPercent: 0, startedAt: BEFORE })
    expect(deleteLast(moved.state)).toMatchObject({
      status: 'assigned',
      assigneeId: 'head',
      progressPercent: 60,
      startedAt: BEFORE,
      subTickets: { issued: 1, total: 0, splitFrom: null },
    })
  })

  it('has its own start, not that of the split, once it was started', () => {
    const split = given(ticketIn('assigned', { startedAt: null })).and('moderator', 'split', {
      subTickets: [{ departmentId: 'it' }],
    })
    const moved = split.and('moderator', 'reassign', {}, { texts: ['reason'] })
    expect(moved.state.startedAt).toBe(AT)
    expect(deleteLast(moved.state).startedAt).toBeNull()
    const started = moved.and('head', 'start', {}, { at: LATER })
    expect(started.state.startedAt).toBe(AT)
    expect(deleteLast(started.state)).toMatchObject({ status: 'in_progress', startedAt: LATER })
  })

  it('keeps the start by the split where it is in progress without one of its own', () => {
    const postponed = given(givenSplit(1, 'submitted').parent).and(
      'moderator',
      'postpone',
      {},
      {
        texts: ['reason'],
      },
    )
    expect(deleteLast(postponed.state)).toMatchObject({ status: 'postponed', startedAt: AT })
    const { state } = postponed.and('moderator', 'restart')
    expect(deleteLast(state)).toMatchObject({ status: 'in_progress', startedAt: AT })
  })

  it('has nothing of its own from an earlier version', () => {
    const working = given(ticketIn('in_progress', { progressPercent: 60, startedAt: BEFORE }))
    const again = working
      .and('moderator', 'split', { subTickets: [{ departmentId: 'it' }] })
      .and('system', 'subtickets_closed', { ...CLOSED, total: 1 })
      .and('moderator', 'close')
      .and('moderator', 'reopen', {}, { texts: ['reason'] })
    expect(again.state.progressPercent).toBe(100)
    expect(deleteLast(again.state)).toMatchObject({ progressPercent: 0, startedAt: null })
  })

  it('reports its own percent again', () => {
    const { state } = given(deleteLast(parent)).when('assignee', 'progress', { percent: 70 })
    expect(state.progressPercent).toBe(70)
  })

  it('a further split and its end lead back likewise', () => {
    const { parent: submitted } = givenSplit(1, 'submitted')
    const again = given(deleteLast(submitted)).and('moderator', 'split', {
      subTickets: [{ departmentId: 'it' }],
    })
    expect(again.state.status).toBe('in_progress')
    expect(deleteLast(again.state)).toMatchObject({ status: 'submitted', assigneeId: null })
  })
})
