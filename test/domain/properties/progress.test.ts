import { describe, expect, it } from 'vitest'
import type { OwnWork, TicketState } from '../../../src/domain/ticket/state.js'
import type { Status } from '../../../src/domain/ticket/status.js'
import type { ParentRows } from '../../support/parent.js'
import type { Commit } from '../../support/scenario-commits.js'
import { forAllScenarios } from '../../support/scenarios.js'

/** Deleted and withdrawn ones are in neither count. */
function recount({ subTickets }: ParentRows): { total: number; closed: number; percent: number } {
  const counted = subTickets.filter(
    ({ status, deletedAt }) => deletedAt === null && status !== 'withdrawn',
  )
  const closed = counted.filter(({ status }) => status === 'closed').length
  const total = counted.length
  return { total, closed, percent: total === 0 ? 0 : Math.floor((closed * 100) / total) }
}

/** What must have happened within these scenarios, or the property would prove too little. */
const HARD_CASES: Record<string, (commit: Commit) => boolean> = {
  'forced close': ({ cause, target, changes }) =>
    cause === 'close' && target === 'parent' && changes.length > 1,
  'undo of a forced close': ({ cause, target, changes }) =>
    cause === 'undo' && target === 'parent' && changes.length > 1,
  'forced withdrawal': ({ cause, target, changes }) =>
    cause === 'withdraw' && target === 'parent' && changes.length > 1,
  'reopening a parent': ({ cause, target, before }) =>
    cause === 'reopen' && target === 'parent' && before.subTickets.length > 0,
  'reopening a sub-ticket': ({ cause, target }) => cause === 'reopen' && target !== 'parent',
  'undoing the close of a sub-ticket': ({ cause, target, changes }) =>
    cause === 'undo' && target !== 'parent' && changes.length > 1,
  'withdrawing a sub-ticket': ({ cause, target }) => cause === 'withdraw' && target !== 'parent',
  'deleting a sub-ticket': ({ cause }) => cause === 'delete_sub_ticket',
  'a second split': ({ cause, before }) => cause === 'split' && before.subTickets.length > 0,
  'postponing what nobody had yet': ({ cause, target, before }) =>
    cause === 'postpone' && target === 'parent' && before.parent.status === 'open',
  'the last one going': isLastGone,
  'the last one going from a parent that has moved by itself': (commit) =>
    isLastGone(commit) && commit.before.parent.subTickets?.splitFrom === null,
  'a split after the last one has gone': ({ cause, before }) =>
    cause === 'split' && before.parent.subTickets?.total === 0,
  'giving it to the same person again': ({ cause, changes: [own], before }) =>
    cause === 'reassign' && own?.state.assigneeId === before.parent.assigneeId,
  'reopening to the head': ({ cause, before, after }) =>
    cause === 'reopen' && before.parent.assigneeId !== after.parent.assigneeId,
  'all closed': ({ changes }) => changes.some(({ event }) => event.type === 'subtickets_closed'),
}

function isLastGone({ before, after }: Commit): boolean {
  const [was, is] = [before.parent.subTickets, after.parent.subTickets]
  return was !== null && was.total > 0 && is?.total === 0
}

/** What the parent itself has reported and begun in this version, by its own events alone. */
function followOwnWork(own: OwnWork, commit: Commit): OwnWork {
  const { cause, target, at, after, changes } = commit
  const [change] = changes
  if (isLastGone(commit)) {
    // where it stays in progress without a start of its own, the split was its start
    const { status, postponed, startedAt } = after.parent
    const isStarted = !UNSTARTED.includes(postponed?.from ?? status)
    return isStarted ? { ...own, startedAt: own.startedAt ?? startedAt } : own
  }
  if (target !== 'parent') return own
  if (cause === 'reopen') return { progressPercent: 0, startedAt: null }
  if (cause === 'start') return { ...own, startedAt: own.startedAt ?? at }
  const event = change?.event
  return event?.type === 'progress' && event.percent !== null
    ? { ...own, progressPercent: event.percent }
    : own
}

const UNSTARTED: readonly string[] = ['submitted', 'open', 'assigned', 'reopened']

function expectCounted({ after }: Commit): void {
  const { subTickets, progressPercent } = after.parent
  if (subTickets === null) return
  const { total, closed, percent } = recount(after)
  expect(subTickets).toMatchObject({ total, closed, issued: after.subTickets.length })
  if (total > 0) expect(progressPercent).toBe(percent)
}

describe('progress of a parent', () => {
  it('its counts equal a recount of its real sub-tickets, whatever has happened', () => {
    forAllScenarios((commits) => {
      for (const commit of commits) expectCounted(commit)
    })
  })

  it('the same holds where all the hard cases are known to come by', () => {
    const seen = new Set<string>()
    for (const seed of [1, 2, 3, 4]) {
      forAllScenarios((commits) => {
        for (const commit of commits) {
          expectCounted(commit)
          for (const [name, isCase] of Object.entries(HARD_CASES))
            if (isCase(commit)) seen.add(name)
        }
      }, seed)
    }
    expect(Object.keys(HARD_CASES).filter((name) => !seen.has(name))).toEqual([])
  })

  it('is its own, and so is its start, while it has no sub-ticket', () => {
    const check = (commits: Commit[]) => {
      let own: OwnWork = { progressPercent: 0, startedAt: null }
      for (const commit of commits) {
        own = followOwnWork(own, commit)
        const { status, progressPercent, startedAt, subTickets } = commit.after.parent
        if (subTickets !== null && subTickets.total > 0) continue
        expect(progressPercent).toBe(own.progressPercent)
        if (own.startedAt !== null || UNSTARTED.includes(status)) {
          expect(startedAt).toBe(own.startedAt)
        }
      }
    }
    for (const seed of [1, 2, 3, 4]) forAllScenarios(check, seed)
  })

  it('without any sub-ticket left it is where it was before the split, or where it has moved since', () => {
    let times = 0
    const check = (commits: Commit[]) => {
      let origin: Status | null = null
      let beforeLast: Status | null = null // what an undo restores
      for (const commit of commits) {
        const { cause, target, before, after } = commit
        if (isLastGone(commit)) {
          times += 1
          expect(after.parent.status).toBe(origin ?? before.parent.status)
          origin = null
        }
        if (target !== 'parent' || before.parent.revision === after.parent.revision) continue
        const known: Status | null = origin
        if (cause === 'undo') origin = beforeLast
        else if (cause === 'split') origin = origin ?? before.parent.status
        else if (before.parent.status !== after.parent.status) origin = null
        beforeLast = known
      }
    }
    for (const seed of [1, 2, 3, 4]) forAllScenarios(check, seed)
    expect(times).toBeGreaterThan(0)
  })

  it('a parent is completed or ready only with all its sub-tickets closed', () => {
    const isDone = ({ status }: TicketState) =>
      ['ready_for_closure', 'completed', 'resolved'].includes(status)
    forAllScenarios((commits) => {
      for (const { after } of commits) {
        if (!isDone(after.parent)) continue
        const { total, closed } = recount(after)
        expect(closed).toBe(total)
      }
    })
  })
})
