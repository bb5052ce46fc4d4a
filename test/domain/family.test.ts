import { describe, expect, it } from 'vitest'
import { decide, evolve } from '../../src/domain/ticket/decider.js'
import { partOf } from '../../src/domain/ticket/envelope.js'
import { relativesNeeded, relativesOf } from '../../src/domain/ticket/family.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { act, begin, divide, sure } from '../support/family.js'
import { AT, command, factsFor, IT, ticketIn } from '../support/tickets.js'

const REASON = {}

describe('a family', () => {
  it('begins with numbers under the parent, the moderator as requester, the assignees in its chat', () => {
    const { parent, children } = divide(divide(begin(), 2), 1)
    expect(children.map(({ number }) => number)).toEqual(['T-1.1', 'T-1.2', 'T-1.3'])
    expect(children[0]).toMatchObject({
      status: 'assigned',
      assigneeId: 'head',
      requesterId: 'moderator',
    })
    expect(parent.subTickets).toMatchObject({ issued: 3, total: 3, closed: 0 })
    expect(parent.participants.find(({ userId }) => userId === 'head')).toMatchObject({
      role: 'sub_ticket',
      through: ['T-1.1', 'T-1.2', 'T-1.3'],
    })
  })
  it('by an operator has the assignee as requester', () => {
    const kin = begin()
    const event = {
      type: 'split',
      at: AT,
      requestId: null,
      children: [
        {
          n: 1,
          departmentId: IT,
          assigneeId: 'head',
          priority: 'low',
          dueDates: null as never,
          acknowledgeBy: null,
          categoryId: null,
          groupId: null,
        },
      ],
    } as const
    const part = partOf(kin.parent, event as never)
    const relatives = relativesOf(kin.parent, part, { parent: null, children: [] }, () => 'x', {
      kind: 'operator',
    })
    expect(relatives).toMatchObject({ parts: [{ state: { requesterId: 'head' } }] })
  })
  it('is needed only by what touches it', () => {
    const { parent, children } = divide(begin(), 1)
    const [child] = children as [TicketState]
    const need = (state: TicketState, event: object) =>
      relativesNeeded(state, partOf(state, { at: AT, ...event } as never))
    expect(need(parent, { type: 'set_tags', tags: [] })).toBe('none')
    expect(need(child, { type: 'set_tags', tags: [] })).toBe('none')
    expect(need(child, { type: 'start' })).toBe('none')
    expect(need(parent, { type: 'withdraw', undoUntil: AT })).toBe('children')
    const closed = evolve(ticketIn('resolved'), { type: 'close', at: AT, undoUntil: AT })
    const undone = { type: 'undo', undoes: {}, told: { users: [], moderators: false } }
    expect(need(closed, undone)).toBe('none')
    expect(need(ticketIn('open'), { type: 'withdraw', undoUntil: AT })).toBe('none')
    expect(need(parent, { type: 'close', undoUntil: AT })).toBe('none')
    expect(need(child, { type: 'close', undoUntil: AT })).toBe('parent')
    expect(need({ ...parent, undo: null }, { type: 'close', undoUntil: AT, forced: true })).toBe(
      'children',
    )
    const nothing = relativesOf(
      parent,
      partOf(parent, { type: 'start', at: AT }),
      { parent: null, children },
      () => '',
      { kind: 'system' },
    )
    expect(nothing).toEqual({ kind: 'parts', parts: [] })
    const orphan = relativesOf(
      child,
      partOf(child, { type: 'close', at: AT, undoUntil: AT }),
      { parent: null, children: [] },
      () => '',
      { kind: 'system' },
    )
    expect(orphan).toEqual({ kind: 'parts', parts: [] })
  })
  it('goes back to work when a child of a completed parent is reopened', () => {
    const ready = sure(act(divide(begin(), 1), 0, 'close', REASON))
    expect(ready.parent.status).toBe('ready_for_closure')
    const done = {
      ...ready,
      parent: { ...ready.parent, status: 'completed', assigneeId: 'assignee' } as TicketState,
    }
    expect(sure(act(done, 0, 'reopen', REASON)).parent.status).toBe('in_progress')
    const parked = { ...ready, parent: { ...ready.parent, status: 'postponed' } as TicketState }
    expect(sure(act(parked, 0, 'reopen', REASON)).parent.status).toBe('postponed')
  })
  it('swaps its people in silence, and a withdrawn one has nothing left to do', () => {
    const kin = divide(begin(), 1)
    const moved = sure(act(kin, 0, 'reassign', { assigneeId: 'assignee' }))
    const through = moved.parent.participants.filter((one) => one.through !== undefined)
    expect(through.map(({ userId }) => userId)).toEqual(['assignee'])
    const [child] = moved.children as [TicketState]
    const left = evolve(child, { type: 'withdraw', at: AT, undoUntil: AT })
    const over = partOf(left, { type: 'end_undo_window', at: AT })
    expect(relativesNeeded(left, over)).toBe('none')
  })
  it('forgets that all were closed when one is reopened while it is parked', () => {
    const parked = sure(act(divide(begin(), 2), 'parent', 'postpone', {}))
    const closed = sure(act(sure(act(parked, 0, 'close', REASON)), 1, 'close', REASON))
    expect(closed.parent.subTickets?.closedMeanwhile).toBe(true)
    expect(sure(act(closed, 'parent', 'restart', {})).parent).toMatchObject({
      status: 'ready_for_closure',
      subTickets: { closedMeanwhile: false },
    })
    const open = sure(act(closed, 0, 'reopen', REASON))
    expect(open.parent.subTickets?.closedMeanwhile).toBe(false)
    expect(sure(act(open, 'parent', 'restart', {})).parent.status).toBe('in_progress')
  })
  it('is as before the split when its last sub-ticket is deleted', () => {
    const bare = sure(act(divide(begin('submitted'), 1), 0, 'delete_sub_ticket', {}))
    expect(bare.parent).toMatchObject({ status: 'submitted', assigneeId: null, progressPercent: 0 })
  })
  it('has those told whose sub-tickets stand still, and goes on by its own time', () => {
    const { parent } = divide(begin(), 2)
    const owed = parent.deadlines.sub_ticket_nudge
    expect(owed?.at).toBe('2026-01-04T00:00:00.000Z')
    const late = '2026-01-09T00:00:00.000Z'
    const nudge = (openSubTickets?: { assigneeId: string; updatedAt: string }[]) => {
      const facts = { ...factsFor(null), ...(openSubTickets ? { openSubTickets } : {}) }
      const told = command('nudge_sub_tickets', { kind: 'system' }, {})
      const decision = decide(parent, told, { at: late, facts })
      return decision.kind === 'happened' ? decision.event : decision
    }
    const still = { assigneeId: 'head', updatedAt: AT }
    expect(nudge([still, still, { assigneeId: 'x', updatedAt: late }])).toMatchObject({
      users: ['head'],
      n: 1,
      nextAt: '2026-01-07T00:00:00.000Z',
    })
    expect(nudge()).toMatchObject({ users: [] })
    const again = evolve(parent, nudge([still]) as never)
    expect(again.deadlines.sub_ticket_nudge).toEqual({
      ...owed,
      at: '2026-01-07T00:00:00.000Z',
      n: 2,
    })
    const none = decide(ticketIn('open'), command('nudge_sub_tickets', { kind: 'system' }, {}), {
      at: AT,
      facts: factsFor(null),
    })
    expect(none.kind).toBe('unchanged')
  })
  it('makes an ordinary ticket again of a parent that has gone its own way', () => {
    const moved = sure(act(divide(begin(), 1), 'parent', 'reassign', {}))
    const bare = sure(act(moved, 0, 'delete_sub_ticket', {}))
    expect(bare.parent).toMatchObject({ status: 'assigned', subTickets: { total: 0, issued: 1 } })
  })
  it('of a closed parent keeps its closed children closed', () => {
    const ready = sure(act(divide(begin(), 1), 0, 'close', REASON))
    const closed = sure(act(ready, 'parent', 'close', REASON))
    expect(act(closed, 0, 'reopen', REASON)).toBe('parent_closed')
    expect(act(closed, 0, 'undo', REASON)).toBe('parent_closed')
  })
  it('an ended parent is left alone by what else its children do', () => {
    const kin = divide(begin(), 1)
    const ended = { ...kin, parent: { ...kin.parent, status: 'withdrawn' } as TicketState }
    expect(sure(act(ended, 0, 'close', REASON)).parent).toEqual(ended.parent)
  })
  it('an undone close without force touches no child', () => {
    const kin = sure(act(divide(begin(), 1), 0, 'close', REASON))
    const closed = sure(act(kin, 'parent', 'close', REASON))
    expect(sure(act(closed, 'parent', 'undo', {})).children).toEqual(closed.children)
  })
})
