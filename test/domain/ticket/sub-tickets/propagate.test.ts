import { describe, expect, it } from 'vitest'
import { createChange } from '../../../../src/domain/ticket/change.js'
import { hasGround } from '../../../../src/domain/ticket/grounds.js'
import {
  notifyModerators,
  notifyUsers,
} from '../../../../src/domain/ticket/outcome/notifications.js'
import { propagate } from '../../../../src/domain/ticket/sub-tickets/propagate.js'
import { givenParent, givenSplit, type ParentThen, splitInto } from '../../../support/parent.js'
import { AT, IT, participant, through, ticketIn } from '../../../support/tickets.js'

const find = ({ changes }: ParentThen, number: string) =>
  changes.find(({ state }) => state.number === number)

describe('a split', () => {
  it('creates sub-tickets under the parent, the moderator as requester, each its head’s', () => {
    const { changes, parent, subTickets } = givenParent().when('parent', 'split', splitInto(2))
    expect(subTickets).toMatchObject([
      {
        id: 'sub-ticket-1',
        number: 'T-1.1',
        type: 'sub_ticket',
        parentId: parent.id,
        status: 'assigned',
        assigneeId: 'head',
        requesterId: 'moderator',
        createdById: 'moderator',
        version: 1,
        seq: 1,
        sla: { policyId: 'n', resolutionDueAt: '2026-01-04T00:00:00.000Z' },
        deadlines: { acknowledge: { at: '2026-01-02T00:00:00.000Z', seq: 1 } },
      },
      { id: 'sub-ticket-2', number: 'T-1.2' },
    ])
    const [, first, second] = changes
    expect([first?.create, second?.create]).toEqual([
      { n: 1, index: 0 },
      { n: 2, index: 1 },
    ])
    expect(first?.relative).toEqual({ actor: { kind: 'user', id: 'moderator' }, texts: {} })
    expect(first?.event.notifications).toEqual([notifyUsers('ticket_assigned', 'head')])
    expect(subTickets[0]?.participants).toEqual([
      participant('moderator', ['requester']),
      participant('head', ['assignee']),
    ])
  })

  it('again goes on with the numbers', () => {
    const { parent, subTickets } = givenSplit(2).and('parent', 'split', splitInto(1))
    expect(subTickets.map(({ number }) => number)).toEqual(['T-1.1', 'T-1.2', 'T-1.3'])
    expect(parent.subTickets).toMatchObject({ issued: 3, total: 3, closed: 0 })
    expect(parent.participants.find(({ userId }) => userId === 'head')?.grounds).toEqual(
      ['T-1.1', 'T-1.2', 'T-1.3'].map(through),
    )
  })

  it('by nobody in particular has the assignee as requester', () => {
    const parent = ticketIn('in_progress')
    const begin = {
      n: 1,
      departmentId: IT,
      assigneeId: 'head',
      priority: 'low' as const,
      dueDates: { policyId: null, firstResponseDueAt: null, resolutionDueAt: null },
      acknowledgeBy: null,
      categoryId: null,
      groupId: null,
    }
    const change = createChange(parent, {
      type: 'split',
      at: AT,
      requestId: null,
      remindEvery: 'P3D',
      children: [begin],
    })
    const source = {
      before: parent,
      change,
      actor: { kind: 'operator' as const },
      calendars: [],
      newId: () => 'x',
    }
    expect(propagate(source, { parent: null, subTickets: [] })).toMatchObject({
      changes: [{ state: { requesterId: 'head' } }],
    })
  })
})

describe('a sub-ticket’s own events', () => {
  it('are the parent’s by the system, with what they mean for its counts', () => {
    const then = givenSplit(2).when(0, 'close')
    const change = find(then, 'T-1')
    expect(change?.relative).toEqual({ actor: { kind: 'system' }, texts: {} })
    expect(change?.event).toMatchObject({
      type: 'subtickets_progressed',
      at: AT,
      number: 'T-1.1',
      change: 'closed',
      total: 2,
      closed: 1,
      assigneeId: 'head',
      teamMembers: [],
    })
    expect(then.parent.progressPercent).toBe(50)
  })

  it('leave the parent alone where neither counts nor people change', () => {
    const { changes } = givenSplit(1).when(0, 'set_tags', { tags: ['x'] })
    expect(changes).toHaveLength(1)
  })

  it('make the parent ready with the last one that is closed, withdrawn or deleted', () => {
    const one = givenSplit(2).and(0, 'close')
    for (const name of ['close', 'withdraw', 'delete_sub_ticket'] as const) {
      const then = one.when(1, name)
      expect(then.parent.status).toBe('ready_for_closure')
      expect(find(then, 'T-1')?.event.notifications).toEqual([
        notifyModerators('ticket_ready_for_closure'),
      ])
    }
    expect(one.when(1, 'withdraw').parent).toMatchObject({
      progressPercent: 100,
      subTickets: { total: 1, closed: 1 },
    })
  })

  it('send the parent back to work when one is reopened, or its closing is undone', () => {
    const ready = givenSplit(1).and(0, 'close')
    for (const name of ['reopen', 'undo'] as const) {
      const then = ready.when(0, name)
      expect(then.parent).toMatchObject({ status: 'in_progress', progressPercent: 0 })
      expect(find(then, 'T-1')?.event).toMatchObject({
        type: 'subticket_reopened',
        change: 'reopened',
      })
    }
    const completed = ready.with({ status: 'completed', assigneeId: 'assignee', completedAt: AT })
    expect(completed.when(0, 'reopen').parent.status).toBe('in_progress')
    const postponed = ready.with({ status: 'postponed' })
    expect(postponed.when(0, 'reopen').parent.status).toBe('postponed')
  })

  it('swap its people in the parent’s chat', () => {
    const moved = givenSplit(1).when(0, 'reassign', { assigneeId: 'assignee' })
    const bySubTicket = moved.parent.participants.filter((one) =>
      hasGround(one, 'sub_ticket_assignee'),
    )
    expect(bySubTicket.map(({ userId }) => userId)).toEqual(['assignee'])
    expect(find(moved, 'T-1')?.event).toMatchObject({ change: 'progressed', total: 1, closed: 0 })
    const team = givenSplit(1).when(
      0,
      'add_team_members',
      { userIds: ['assignee'] },
      { who: 'head' },
    )
    expect(team.parent.participants.map(({ userId }) => userId)).toContain('assignee')
  })

  it('remember over a postponement that all were closed, until one is reopened', () => {
    const closed = givenSplit(2).and('parent', 'postpone').and(0, 'close').and(1, 'close')
    expect(closed.parent).toMatchObject({
      status: 'postponed',
      subTickets: { readyOnReturn: true },
    })
    expect(closed.when('parent', 'restart').parent).toMatchObject({
      status: 'ready_for_closure',
      subTickets: { readyOnReturn: false },
    })
    const open = closed.and(0, 'reopen')
    expect(open.parent.subTickets?.readyOnReturn).toBe(false)
    expect(open.when('parent', 'restart').parent.status).toBe('in_progress')
  })

  it('make an ordinary ticket again of a parent whose last one is deleted', () => {
    const bare = givenSplit(1, 'submitted').when(0, 'delete_sub_ticket')
    expect(bare.parent).toMatchObject({ status: 'submitted', assigneeId: null, progressPercent: 0 })
    expect(find(bare, 'T-1')?.event).toMatchObject({
      change: 'deleted',
      total: 0,
      assigneeId: null,
    })
    const moved = givenSplit(1).and('parent', 'reassign').when(0, 'delete_sub_ticket')
    expect(moved.parent).toMatchObject({ status: 'assigned', subTickets: { total: 0, issued: 1 } })
  })

  it('leave an ended parent alone, and what is closed with it closed', () => {
    const ended = givenSplit(1).with({ status: 'withdrawn' })
    expect(ended.when(0, 'close').changes).toHaveLength(1)
    const closed = givenSplit(1).and(0, 'close').and('parent', 'close')
    expect(closed.when(0, 'reopen').code).toBe('parent_closed')
    expect(closed.when(0, 'undo').code).toBe('parent_closed')
  })

  it('leave a parent alone that knows of none, and stop the work where none is locked', () => {
    const strange = givenSplit(1).with({ subTickets: null })
    expect(strange.when(0, 'close').changes).toHaveLength(1)
    const [subTicket] = givenSplit(1).subTickets
    if (subTicket === undefined) throw new Error('there is no sub-ticket')
    const change = createChange(subTicket, { type: 'close', at: AT, undoUntil: AT })
    const source = {
      before: subTicket,
      change,
      actor: { kind: 'system' as const },
      calendars: [],
      newId: () => '',
    }
    expect(() => propagate(source, { parent: null, subTickets: [] })).toThrow('must lock it')
  })
})
