import { describe, expect, it } from 'vitest'
import { notifyUsers } from '../../../../src/domain/ticket/outcome/notifications.js'
import { givenParent, givenSplit, type ParentThen, splitInto } from '../../../support/parent.js'

const FORCE = { forceCloseChildren: true }
const find = ({ changes }: ParentThen, number: string) =>
  changes.find(({ state }) => state.number === number)

describe('a forced close', () => {
  it('closes all that are open for the reason parent_closed, and counts them', () => {
    const then = givenSplit(3).and(0, 'close').and(1, 'withdraw').when('parent', 'close', FORCE)
    expect(then.changes.map(({ state }) => state.number)).toEqual(['T-1', 'T-1.3'])
    expect(then.parent).toMatchObject({
      status: 'closed',
      progressPercent: 100,
      subTickets: { total: 2, closed: 2 },
    })
    const last = find(then, 'T-1.3')
    expect(last?.relative).toEqual({
      actor: { kind: 'user', id: 'moderator' },
      texts: { reason: 'parent_closed' },
    })
    expect(last?.event).toMatchObject({ type: 'close', byParent: then.parent.seq })
    expect(last?.event.notifications).toEqual([notifyUsers('ticket_closed', 'moderator', 'head')])
  })

  it('says so in the parent’s chat, of each, and so does its undo', () => {
    const forced = givenSplit(3).and(0, 'close').when('parent', 'close', FORCE)
    const bodies = (then: ParentThen) => then.changes[0]?.effects.messages.map(({ body }) => body)
    expect(bodies(forced)).toEqual(['Sub-ticket T-1.2 was closed.', 'Sub-ticket T-1.3 was closed.'])
    expect(bodies(givenParent(forced).when('parent', 'undo'))).toEqual([
      'Sub-ticket T-1.2 was reopened.',
      'Sub-ticket T-1.3 was reopened.',
    ])
    const withdrawn = givenSplit(1).when('parent', 'withdraw', {}, { who: 'requester' })
    expect(bodies(withdrawn)).toEqual(['Sub-ticket T-1.1 was closed.'])
  })

  it('by withdrawing closes them too, and nothing where none is open', () => {
    const withdrawn = givenSplit(1).when('parent', 'withdraw', {}, { who: 'requester' })
    expect(withdrawn.parent).toMatchObject({ status: 'withdrawn', subTickets: { closed: 1 } })
    expect(withdrawn.subTickets[0]?.status).toBe('closed')
    const { changes } = givenSplit(1).and(0, 'close').when('parent', 'close', FORCE)
    expect(changes).toHaveLength(1)
  })

  it('leaves a parent that can be reopened, completed and closed as any, its sub-tickets counted', () => {
    const reopened = givenSplit(2).and('parent', 'close', FORCE).and('parent', 'reopen')
    expect(reopened.parent).toMatchObject({ status: 'reopened', progressPercent: 100 })
    const one = reopened.and(0, 'reopen')
    expect(one.parent).toMatchObject({ progressPercent: 50, subTickets: { total: 2, closed: 1 } })
    const { parent } = one
      .and(0, 'close')
      .with({ status: 'in_progress' })
      .and('parent', 'complete', {}, { who: 'assignee', texts: ['notes'] })
    expect(parent.status).toBe('completed')
  })

  it('is undone for all of them', () => {
    const split = givenSplit(2)
    const back = split.and('parent', 'close', FORCE).when('parent', 'undo')
    expect(back.subTickets.map(({ status }) => status)).toEqual(['assigned', 'assigned'])
    expect(back.parent.subTickets).toEqual(split.parent.subTickets)
    const own = find(back, 'T-1.1')
    expect(own?.relative).toEqual({ actor: { kind: 'user', id: 'moderator' }, texts: {} })
    expect(own?.event).toMatchObject({ undoes: { command: 'close' } })
    expect(own?.event.notifications).toEqual([notifyUsers('action_undone', 'moderator', 'head')])
  })

  it('is undone for none once one has moved, and for none alone', () => {
    const closed = givenSplit(2).and('parent', 'close', FORCE)
    expect(closed.when(0, 'undo').code).toBe('undo_superseded')
    const subTickets = closed.subTickets.map((one, i) =>
      i === 0 ? { ...one, undo: { kind: 'superseded' as const } } : one,
    )
    const moved = givenParent({ ...closed, subTickets })
    expect(moved.when('parent', 'undo')).toMatchObject({ code: 'undo_superseded', changes: [] })
  })

  it('is undone alone: what an earlier one had closed stays closed, at the same instant too', () => {
    const again = givenSplit(1)
      .and('parent', 'close', FORCE)
      .and('parent', 'reopen')
      .and('parent', 'split', splitInto(1))
      .and('parent', 'close', FORCE)
    const back = again.when('parent', 'undo')
    expect(back.code).toBeUndefined()
    expect(back.subTickets.map(({ status }) => status)).toEqual(['closed', 'assigned'])
  })

  it('that was none touches no sub-ticket when it is undone, nor does the undo of anything else', () => {
    const closed = givenSplit(1).and(0, 'close').and('parent', 'close')
    expect(closed.when('parent', 'undo').changes).toHaveLength(1)
    const reassigned = givenSplit(1).and('parent', 'reassign')
    expect(reassigned.when('parent', 'undo').changes).toHaveLength(1)
  })
})
