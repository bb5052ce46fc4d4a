import { describe, expect, it } from 'vitest'
import { proveSla, type RecordedEvent, readSlaValues } from '../../../src/domain/sla/proof.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { CALENDAR } from '../../support/calendar.js'
import { findTicket, givenParent } from '../../support/parent.js'
import { describeParent, expectRestored, isUndoable } from '../../support/restored.js'
import { act, type Commit } from '../../support/scenario-commits.js'
import { forAllScenarios, listChanges } from '../../support/scenarios.js'

/** What rules may do. */
const FOLLOWING = [
  'set_tags',
  'change_priority',
  'assign',
  'reassign',
  'postpone',
  'restart',
  'close',
] as const

/** What is added up from the record is what the states say. */
function expectProved(commits: readonly Commit[]): void {
  const records = new Map<string, RecordedEvent[]>()
  const last = new Map<string, TicketState>()
  for (const { change, after } of commits.flatMap(listChanges)) {
    const { seq, version, status: to, id } = after
    const recorded = { seq, version, from: change.from, to, event: change.event }
    records.set(id, [...(records.get(id) ?? []), recorded])
    last.set(id, after)
  }
  for (const [id, { sla }] of last) {
    const { computed } = proveSla(records.get(id) ?? [], [CALENDAR])
    expect(computed).toEqual(readSlaValues(sla))
  }
}

describe('undo', () => {
  it('takes back with an action what rules did because of it', () => {
    const followed = new Set<string>()
    const check = (action: Commit, n: number, story: Commit[]) => {
      if (!isUndoable(action)) return
      const { target, at, before } = action
      const causedBy = findTicket(action.after, target).seq
      let rows = action.after
      const commits = story.slice(0, n + 1)
      for (const name of FOLLOWING.map(
        (_, place, all) => all[(place + n) % all.length] ?? 'close',
      )) {
        const act_ = act(rows, { who: 'moderator', name, target, pick: n, causedBy }, at)
        if (act_ === undefined) continue
        rows = act_.after
        commits.push(act_)
        followed.add(name)
      }
      const later = findTicket(rows, target)
      expect(later.undo).toMatchObject({ kind: 'open', command: action.cause, seq: causedBy })
      const back = givenParent(rows).when(target, 'undo', {}, { at })
      expect(back.code).toBeUndefined()
      const undoing = { who: 'moderator', name: 'undo', target, pick: n } as const
      const undone = act(rows, undoing, at)
      if (undone !== undefined) expectProved([...commits, undone])
      expectRestored(findTicket(before, target), later, findTicket(back, target))
      if (target === 'parent') return
      expect(describeParent(back.parent)).toEqual(describeParent(before.parent))
    }
    for (const seed of [1, 2, 3]) forAllScenarios((commits) => commits.forEach(check), seed)
    expect(FOLLOWING.filter((name) => !followed.has(name))).toEqual([])
  })

  it('takes back nothing that a rule of a time did, nor what was before it', () => {
    const stood = new Set<string>()
    const check = (action: Commit, n: number) => {
      if (!isUndoable(action)) return
      const { target, at } = action
      for (const name of FOLLOWING) {
        const choice = { who: 'moderator', name, target, pick: n, causedBy: 'time' } as const
        const timed = act(action.after, choice, at)
        if (timed === undefined) continue
        expect(findTicket(timed.after, target).undo).toEqual({ kind: 'superseded' })
        const back = givenParent(timed.after).when(target, 'undo', {}, { at })
        expect(back.code).toBe('undo_superseded')
        for (const { event } of timed.changes)
          if ('undoUntil' in event) expect(event.undoUntil).toBeNull()
        stood.add(name)
      }
    }
    forAllScenarios((commits) => commits.forEach(check), 1)
    expect(FOLLOWING.filter((name) => !stood.has(name))).toEqual([])
  })

  it('takes back what a rule did with a sub-ticket, and lets its parent stand that has moved meanwhile', () => {
    let stood = 0
    const check = (action: Commit) => {
      const { target, at, after, cause } = action
      if (target === 'parent' || cause !== 'reassign' || !isUndoable(action)) return
      const causedBy = findTicket(after, target).seq
      const put = givenParent(after).when('parent', 'postpone', {}, { at })
      const closing = { who: 'moderator', name: 'close', target, pick: 1, causedBy } as const
      const closed = put.code === undefined ? act(put, closing, at) : undefined
      if (closed === undefined) return
      const back = givenParent(closed.after).when(target, 'undo', {}, { at })
      expect(findTicket(back, target).status).toBe(findTicket(action.before, target).status)
      expect(back.parent.status).toBe('postponed')
      stood += 1
    }
    for (const seed of [1, 2, 3]) forAllScenarios((commits) => commits.forEach(check), seed)
    expect(stood).toBeGreaterThan(0)
  })
})
