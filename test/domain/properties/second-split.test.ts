import { describe, expect, it } from 'vitest'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { isSplit } from '../../../src/domain/ticket/sub-tickets/counts.js'
import { findTicket, type ParentRows } from '../../support/parent.js'
import { act, type Commit } from '../../support/scenario-commits.js'
import { forAllScenarios } from '../../support/scenarios.js'

/** What a parent that has had no transition of its own is again once no sub-ticket is left. */
function readOwn({ status, assigneeId, progressPercent, startedAt, deadlines }: TicketState) {
  const acknowledgeAt = deadlines.acknowledge?.at
  return { status, assigneeId, progressPercent, startedAt, acknowledgeAt }
}

/** Split, one of them perhaps begun, and all of them deleted; undefined where it can't be split. */
function splitAndDelete(before: ParentRows, at: string, pick: number): ParentRows | undefined {
  const known = before.subTickets.length
  const split = act(before, { who: 'moderator', name: 'split', target: 'parent', pick }, at)
  if (split === undefined) return undefined
  let rows = split.after
  const begun = { who: 'head', name: 'start', target: known, pick } as const
  rows = act(rows, begun, at)?.after ?? rows
  for (const target of rows.subTickets.keys()) {
    if (findTicket(rows, target).deletedAt !== null) continue
    const gone = { who: 'moderator', name: 'delete_sub_ticket', target, pick } as const
    rows = act(rows, gone, at)?.after ?? rows
  }
  return rows
}

describe('the end of a split', () => {
  it('leads back to where the parent was, after a second and a third one too', () => {
    const ends = { first: 0, further: 0 }
    const check = ({ after, at }: Commit, index: number) => {
      let rows: ParentRows | undefined = after
      for (let round = 0; round < 3 && rows !== undefined && !isSplit(rows.parent); round += 1) {
        const { parent }: ParentRows = rows
        rows = splitAndDelete(rows, at, index + round)
        if (rows === undefined || isSplit(rows.parent)) return
        expect(readOwn(rows.parent)).toEqual(readOwn(parent))
        ends[parent.subTickets === null ? 'first' : 'further'] += 1
      }
    }
    forAllScenarios((commits) => commits.forEach(check))
    expect(ends.first).toBeGreaterThan(100)
    expect(ends.further).toBeGreaterThan(100)
  })
})
