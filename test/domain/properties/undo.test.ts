import { describe, expect, it } from 'vitest'
import { COMMAND_NAMES, commandRule } from '../../../src/domain/ticket/commands/index.js'
import type { DeadlineKind } from '../../../src/domain/ticket/deadline.js'
import { listDeadlineCommands } from '../../../src/domain/ticket/deadline-commands.js'
import { listDeadlines } from '../../../src/domain/ticket/deadlines.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { TEXT_NAMES } from '../../../src/domain/ticket/texts.js'
import { findTicket, givenParent } from '../../support/parent.js'
import { describeParent, expectRestored, isUndoable } from '../../support/restored.js'
import { act, type Commit, deadlineId, fire, say } from '../../support/scenario-commits.js'
import { forAllChanges, forAllScenarios } from '../../support/scenarios.js'
import { AT, PEOPLE, ticketIn } from '../../support/tickets.js'

const UNDOABLE = COMMAND_NAMES.filter((name) => commandRule(name).undoable === true)

/** Each brought by an event of its own. */
const TEXTS = Object.fromEntries(TEXT_NAMES.map((name, n) => [name, -n]))

function isInternal(kind: DeadlineKind): boolean {
  return listDeadlineCommands(kind).every((name) => commandRule(name).internal === true)
}

/** The same with each internal event that may come before the undo, each reminder twice, each clock to its end. */
function addInternalEvents(action: Commit): Commit[] {
  const { at, target } = action
  const commits: Commit[] = []
  const latest = () => commits.at(-1)?.after ?? action.after
  const list = () =>
    listDeadlines(findTicket(latest(), target)).filter(({ kind }) => isInternal(kind))
  for (const round of [1, 2]) {
    for (const { kind } of list()) {
      const deadline = list().find((one) => one.kind === kind)
      if (deadline !== undefined) commits.push(fire(latest(), target, deadline, at))
    }
    const said = round === 2 ? say(latest(), target, at) : undefined
    if (said !== undefined) commits.push(said)
    const asked = round === 2 ? say(latest(), target, at, 'requester') : undefined
    if (asked !== undefined) commits.push(asked)
  }
  return commits
}

/** What a word of staff adds to what may be taken back. */
function readResponse(undo: TicketState['undo']) {
  return undo?.kind === 'open' && undo.response ? { response: undo.response } : {}
}

const PEOPLE_FACTS = { people: { ...PEOPLE } }

describe('undo', () => {
  it('restores exactly what was before every undoable command', () => {
    const undone = new Set<string>()
    const check = (action: Commit) => {
      if (!isUndoable(action)) return
      const { target, at, cause } = action
      const back = givenParent(action.after).when(target, 'undo', {}, { at })
      expect(back.code).toBeUndefined()
      const before = findTicket(action.before, target)
      const restored = findTicket(back, target)
      expect(restored.deadlines).toEqual(before.deadlines)
      expectRestored(before, findTicket(action.after, target), restored)
      expect(restored.sla.firstResponseAt).toBe(before.sla.firstResponseAt)
      undone.add(cause)
    }
    forAllScenarios((commits) => commits.forEach(check))
    for (const seed of [1, 2, 3]) forAllScenarios((commits) => commits.forEach(check), seed)
    expect(UNDOABLE.filter((name) => !undone.has(name))).toEqual([])
  })

  it('does so with every internal event in between, and nothing that has fired is armed again', () => {
    const between = new Set<string>()
    const check = (action: Commit) => {
      if (!isUndoable(action)) return
      const { target, at } = action
      const events = addInternalEvents(action)
      const rows = events.at(-1)?.after ?? action.after
      const later = findTicket(rows, target)
      const back = givenParent(rows).when(target, 'undo', {}, { at })
      expect(back.code).toBeUndefined()
      const restored = findTicket(back, target)
      const before = findTicket(action.before, target)
      expectRestored(before, later, restored)
      const said = events.find(({ cause }) => cause === 'first_response')
      expect(restored.sla.firstResponseAt).toBe(before.sla.firstResponseAt ?? said?.at ?? null)
      for (const { cause } of events) between.add(cause)
      const armed = listDeadlines(restored).map((deadline) => deadlineId(restored, deadline))
      for (const { firedId } of events) expect(armed).not.toContain(firedId)
    }
    forAllScenarios((commits) => commits.forEach(check))
    for (const seed of [1, 2, 3]) forAllScenarios((commits) => commits.forEach(check), seed)
    // no undoable action leads to a ticket that waits for an approval, nor leaves it there
    expect([...between].sort()).toEqual([
      'breach_sla',
      'first_response',
      'next_response',
      'note_unacknowledged',
      'nudge_sub_tickets',
      'remind_postponed',
      'requester_message',
      'warn_sla',
    ])
  })

  it('restores the parent of a sub-ticket with it', () => {
    const undone = new Set<string>()
    const check = (action: Commit) => {
      const { target, at, before, after } = action
      if (target === 'parent' || !isUndoable(action) || action.changes.length === 1) return
      undone.add(action.cause)
      const back = givenParent(after).when(target, 'undo', {}, { at })
      expect(describeParent(back.parent)).toEqual(describeParent(before.parent))
    }
    for (const seed of [1, 2, 3, 4]) forAllScenarios((commits) => commits.forEach(check), seed)
    expect([...undone]).toEqual(expect.arrayContaining(['reassign', 'close']))
  })

  it('does so whatever has come to the parent since but a transition, and lets it stand after one', () => {
    const stood = new Set<boolean>()
    const check = (action: Commit) => {
      const { target, before, after, at } = action
      if (target === 'parent' || !isUndoable(action) || action.changes.length === 1) return
      const other = before.parent.participants.some(({ userId }) => userId === 'stranger')
      if (other || before.parent.removedParticipants.length > 0) return
      const rows = givenParent(after)
        .and('parent', 'set_tags', { tags: ['since'] }, { at })
        .and('parent', 'add_participant', { userId: 'stranger' }, { at, facts: PEOPLE_FACTS })
      const back = rows.when(target, 'undo', {}, { at })
      const { tags: _t, people, ...rest } = describeParent(back.parent)
      const { stranger: _s, ...others } = people
      const { tags: _before, ...expected } = describeParent(before.parent)
      expect({ ...rest, people: others }).toEqual(expected)
      const moved = rows.when(
        'parent',
        'postpone',
        { reminderEvery: 'P1D' },
        { at, texts: ['reason'] },
      )
      if (moved.code !== undefined) return
      const later = givenParent(moved).when(target, 'undo', {}, { at })
      stood.add(later.parent.status === 'postponed')
      expect(describeParent(later.parent).people).toMatchObject(others)
    }
    for (const seed of [1, 2, 3, 4]) forAllScenarios((commits) => commits.forEach(check), seed)
    expect([...stood]).toEqual([true])
  })

  it('does both for every undoable command from every status that it is legal in', () => {
    for (const name of UNDOABLE) {
      for (const status of commandRule(name).from) {
        const parent = ticketIn(status, { number: 'T-1', undo: null, texts: TEXTS })
        const choice = { who: 'moderator', name, target: 'parent', pick: 1 } as const
        const action = act({ parent, subTickets: [] }, choice, AT)
        if (action === undefined) throw new Error(`${name} from ${status} is refused`)
        for (const events of [[], addInternalEvents(action)]) {
          const rows = events.at(-1)?.after ?? action.after
          const back = givenParent(rows).when('parent', 'undo', {}, { at: AT })
          expect(back.code, `${name} from ${status}`).toBeUndefined()
          expectRestored(parent, rows.parent, back.parent)
          const armed = listDeadlines(back.parent).map((one) => deadlineId(back.parent, one))
          for (const { firedId } of events) expect(armed).not.toContain(firedId)
        }
      }
    }
  })

  it('takes back nothing but the last action, once, and no internal event supersedes it', () => {
    forAllChanges(({ before, change: { event, internal }, after }) => {
      if (before === undefined) return
      const { undo } = after
      const isOwn = undo?.kind === 'open' && undo.seq === after.seq
      if (event.type === 'first_response') {
        expect(undo).toEqual(
          before.undo?.kind === 'open' ? { ...before.undo, ...readResponse(undo) } : before.undo,
        )
      } else if (internal) expect(undo).toEqual(before.undo)
      else if (event.type === 'undo') expect(undo).toBeNull()
      else if ('undoUntil' in event && UNDOABLE.some((name) => name === event.type)) {
        expect(isOwn).toBe(event.undoUntil !== null)
      } else expect(undo).toEqual(before.undo === null ? null : { kind: 'superseded' })
    })
  })
})
