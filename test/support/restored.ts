import { expect } from 'vitest'
import { CLOCKS } from '../../src/domain/sla/clock.js'
import { findNextLevel } from '../../src/domain/sla/levels.js'
import { placeMovedAnswer } from '../../src/domain/sla/next-response.js'
import { dueAt, NO_SLA, type Sla } from '../../src/domain/sla/sla.js'
import type { DeadlineKind } from '../../src/domain/ticket/deadline.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { CALENDAR } from './calendar.js'
import { findTicket } from './parent.js'
import type { Commit } from './scenario-commits.js'

/** The action that a commit was, if it can be taken back. */
export function isUndoable({ target, after, cause, at }: Commit): boolean {
  const { undo } = findTicket(after, target)
  return (
    undo?.kind === 'open' && undo.command === cause && undo.at === at && undo.byParent === undefined
  )
}

/** Of clocks whose dates the undo leaves as they are; a word that was said since keeps its date, or has another promise's. */
function listSame(later: TicketState, restored: TicketState) {
  return CLOCKS.filter((clock) => dueAt(restored.sla, clock) === dueAt(later.sla, clock))
}

/** Without what was said of a word that another has followed since. */
function forgetFollowed({ sla }: TicketState, { sla: { word } }: TicketState) {
  const isKept = (clock: string) => clock !== 'next_response' || sla.word?.at === word?.at
  const { warned, breaches, warnedAt = [], escalation } = sla
  return {
    warned: warned.filter(isKept),
    breaches: breaches.filter(isKept),
    warnedAt: warnedAt.filter(({ clock }) => isKept(clock)),
    ...(escalation && { escalation }),
  }
}

/** What the clocks have said of dates that the undo leaves as they are. */
function keepClocks(before: TicketState, later: TicketState, restored: TicketState) {
  const isSame = listSame(later, restored)
  const known = forgetFollowed(before, restored)
  const keep = (was: readonly string[], is: readonly string[]) =>
    new Set([...was, ...is.filter((clock) => isSame.some((same) => same === clock))])
  return {
    warned: keep(known.warned, later.sla.warned),
    breaches: keep(known.breaches, later.sla.breaches),
  }
}

const listWarned = ({ warnedAt = [] }: Pick<Sla, 'warnedAt'>) =>
  new Set(warnedAt.map(({ clock, percent }) => `${clock} ${percent}`))

/** The warnings of dates that the undo leaves as they are. */
function listSince(later: TicketState, restored: TicketState) {
  const isSame = listSame(later, restored)
  return [...listWarned(later.sla)].filter((one) => isSame.some((clock) => one.startsWith(clock)))
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
    if (CLOCKS.some((clock) => clock === kind)) continue
    const isAnswered =
      readResponse(later) !== before.sla.firstResponseAt ||
      JSON.stringify(restored.sla.word) !== JSON.stringify(before.sla.word)
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

/** Where an answer is promised, what the requester has said since waits, and what was answered since is answered. */
function expectWord(before: TicketState, later: TicketState, restored: TicketState) {
  const { word, escalation, hasLateAnswer } = restored.sla
  const { word: was, nextResponseWithin: within } = before.sla
  const isOther = within !== undefined && later.sla.word?.at !== was?.at
  const expected = isOther ? later.sla.word : was
  const isSame = later.sla.word?.at === expected?.at
  const { at, answeredAt = null } = (isSame ? later.sla.word : expected) ?? {}
  expect([word?.at, word?.answeredAt ?? null]).toEqual([at, answeredAt])
  if (!isOther) expect(word?.dueAt).toBe(was?.dueAt)
  expect(before.sla.hasLateAnswer ?? hasLateAnswer).toBe(hasLateAnswer)
  if (!isOther) expect(escalation).toEqual(before.sla.escalation)
  const levels = escalation?.instants.filter(({ clock }) => clock !== 'next_response')
  const others = before.sla.escalation?.instants.filter(({ clock }) => clock !== 'next_response')
  expect(levels).toEqual(others)
  if (word?.answeredAt === null) expect(word).toMatchObject(dateWord(restored))
  return { word, escalation, hasLateAnswer }
}

/** Reckoned from nothing but what is promised now. */
function dateWord({ sla }: TicketState) {
  return placeMovedAnswer(NO_SLA, sla, [CALENDAR]) ?? {}
}

/** A response is kept, unless it is what is taken back. */
function readResponse({ undo, sla }: TicketState): string | null {
  return undo?.kind === 'open' && undo.response ? undo.response.since : sla.firstResponseAt
}

export function expectRestored(
  before: TicketState,
  later: TicketState,
  restored: TicketState,
): void {
  const { seq, updatedAt, deadlines } = restored
  const { warned, breaches } = keepClocks(before, later, restored)
  expect(listWarned(restored.sla)).toEqual(
    new Set([...listWarned(forgetFollowed(before, restored)), ...listSince(later, restored)]),
  )
  const kept = expectWord(before, later, restored)
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
      firstResponseAt: readResponse(later),
      warnedAt: undefined,
      warned,
      breaches,
      breached: breaches.size > 0 || kept.hasLateAnswer === true,
      ...kept,
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
