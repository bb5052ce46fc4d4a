import { expect } from 'vitest'
import { findNextLevel } from '../../src/domain/sla/levels.js'
import { CLOCKS, dueAt } from '../../src/domain/sla/sla.js'
import type { DeadlineKind, TicketState } from '../../src/domain/ticket/state.js'
import { findTicket } from './parent.js'
import type { Commit } from './scenario-commits.js'

/** The action that a commit was, if it can be taken back. */
export function isUndoable({ target, after, cause, at }: Commit): boolean {
  const { undo } = findTicket(after, target)
  return (
    undo?.kind === 'open' && undo.command === cause && undo.at === at && undo.byParent === undefined
  )
}

/** What the clocks have said of dates that the undo leaves as they are. */
function keepClocks(before: TicketState, later: TicketState) {
  const isSame = CLOCKS.filter((clock) => dueAt(before.sla, clock) === dueAt(later.sla, clock))
  const keep = (was: readonly string[], is: readonly string[]) =>
    new Set([...was, ...is.filter((clock) => isSame.some((same) => same === clock))])
  return {
    warned: keep(before.sla.warned, later.sla.warned),
    breaches: keep(before.sla.breaches, later.sla.breaches),
  }
}

const listWarned = ({ sla: { warnedAt = [] } }: TicketState) =>
  new Set(warnedAt.map(({ clock, percent }) => `${clock} ${percent}`))

/** The warnings of dates that the undo leaves as they are. */
function listSince(before: TicketState, later: TicketState) {
  const isSame = CLOCKS.filter((clock) => dueAt(before.sla, clock) === dueAt(later.sla, clock))
  return [...listWarned(later)].filter((one) => isSame.some((clock) => one.startsWith(clock)))
}

/** An acknowledgement that fell due while the same person was to give it is not awaited a second time. */
function isOverdue(before: TicketState, later: TicketState): boolean {
  const isWaiting = ['assigned', 'reopened'].includes(later.status)
  const isSame = before.assigneeId === later.assigneeId
  return isWaiting && isSame && later.deadlines.acknowledge === undefined
}

function keepAcknowledgement(before: TicketState, later: TicketState) {
  const { postponed } = before
  return postponed !== null && isOverdue(before, later)
    ? { ...postponed, acknowledgeAt: null }
    : postponed
}

/** Reminders that have fired since go on from their last repeat; all others are armed as they were. */
function expectTimers(before: TicketState, later: TicketState, restored: TicketState): void {
  for (const kind of Object.keys({
    ...before.deadlines,
    ...restored.deadlines,
  }) as DeadlineKind[]) {
    if (kind === 'first_response' || kind === 'resolution') continue
    const isAnswered = later.sla.firstResponseAt !== before.sla.firstResponseAt
    if (kind === 'escalation' && isAnswered) {
      expect(restored.deadlines.escalation?.at).toBe(findNextLevel(restored)?.at)
      continue // its clock may be met since
    }
    const [was, is] = [before.deadlines[kind], later.deadlines[kind]]
    if (kind === 'acknowledge' && isOverdue(before, later)) {
      expect(restored.deadlines.acknowledge).toBeUndefined()
      continue
    }
    const hasRepeated = was !== undefined && is?.seq === was.seq && (is.n ?? 1) > (was.n ?? 1)
    expect(restored.deadlines[kind]).toEqual(hasRepeated ? is : was)
  }
}

export function expectRestored(
  before: TicketState,
  later: TicketState,
  restored: TicketState,
): void {
  const { seq, updatedAt, deadlines } = restored
  const { warned, breaches } = keepClocks(before, later)
  expect(listWarned(restored)).toEqual(
    new Set([...listWarned(before), ...listSince(before, later)]),
  )
  expect({
    ...restored,
    sla: {
      ...restored.sla,
      warnedAt: undefined,
      warned: new Set(restored.sla.warned),
      breaches: new Set(restored.sla.breaches),
    },
  }).toEqual({
    ...before,
    seq,
    revision: later.revision + 1,
    updatedAt,
    deadlines,
    postponed: keepAcknowledgement(before, later),
    undo: null,
    sla: {
      ...before.sla,
      firstResponseAt: later.sla.firstResponseAt,
      warnedAt: undefined,
      warned,
      breaches,
      breached: breaches.size > 0,
    },
  })
  expectTimers(before, later, restored)
}

/** All of a parent that a sub-ticket's event may change. */
export function describeParent({ participants, subTickets, ...state }: TicketState) {
  const { seq: _s, revision: _r, updatedAt: _u, undo: _undo, ...rest } = state
  const people = participants.map((one) => [one.userId, one])
  return { ...rest, people: Object.fromEntries(people), subTickets: { ...subTickets, taken: {} } }
}
