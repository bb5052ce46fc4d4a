import { describe, expect, it } from 'vitest'
import type { TicketState } from '../../../src/domain/ticket/state.js'
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
  'all closed': ({ changes }) => changes.some(({ event }) => event.type === 'subtickets_closed'),
}

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
