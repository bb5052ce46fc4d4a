import { beforeAll, describe, expect, it } from 'vitest'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { given } from '../../support/given.js'
import { findTicket } from '../../support/parent.js'
import { type Commit, SETTINGS } from '../../support/scenario-commits.js'
import { forAllScenarios } from '../../support/scenarios.js'
import { IT, PEOPLE } from '../../support/tickets.js'

const DEPARTMENTS = Object.fromEntries(
  [IT, 'hr'].map((id) => [id, { headId: null, handlesFinance: false }]),
)
const FACTS = { people: { ...PEOPLE }, settings: SETTINGS, departments: DEPARTMENTS }
const chooseFor = ({ departmentId }: TicketState) =>
  departmentId === IT ? 'assignee' : 'otherAgent'

/** An action that can be taken back and has brought the ticket into a queue. */
function findQueued({ target, before, after, cause, at }: Commit) {
  const [was, is] = [findTicket(before, target), findTicket(after, target)]
  const isUndoable = is.undo?.kind === 'open' && is.undo.command === cause && is.undo.at === at
  return isUndoable && was.status !== 'open' && is.status === 'open' ? { was, is, at } : undefined
}

type Found = NonNullable<ReturnType<typeof findQueued>>
const queued: Found[] = []

beforeAll(() => {
  const causes = new Set<string>()
  for (const seed of [1, 2, 3, 4]) {
    forAllScenarios((commits) => {
      for (const commit of commits) {
        const found = findQueued(commit)
        if (found === undefined) continue
        causes.add(commit.cause)
        queued.push(found)
      }
    }, seed)
  }
  expect([...causes].sort()).toEqual(['approve', 'restart'])
}, 60_000)

function route(state: TicketState, at: string, causedBy = state.queued?.seq ?? 0, facts = {}) {
  const acting = { by: 'routing', why: 'least loaded: 2 of 5', causedBy } as const
  const payload = { assigneeId: chooseFor(state) }
  return given(state).when('system', 'assign', payload, {
    at,
    acting,
    facts: { ...FACTS, ...facts },
  })
}

function omitCounters({ seq: _s, revision: _r, updatedAt: _u, undo: _undo, ...rest }: TicketState) {
  return rest
}

describe('what routing does because of an action', () => {
  it('is a part of it: its undo takes back both, and leaves the ticket to people', () => {
    for (const { was, is, at } of queued) {
      const routed = route(is, at)
      expect(routed.state).toMatchObject({ status: 'assigned', assigneeId: chooseFor(is) })
      expect(routed.state.undo).toMatchObject({ seq: is.seq, hasRouted: true })
      const back = given(routed.state).when('moderator', 'undo', {}, { at })
      expect(back.code).toBeUndefined()
      expect(omitCounters(back.state)).toEqual({ ...omitCounters(was), autoAssign: false })
      expect(back.state.undo).toBeNull()
      expect(back.change?.event.notifications[0]?.users).toContain(chooseFor(is))
    }
  })
  it('is refused once that is taken back, whatever has come since', () => {
    for (const { is, at } of queued) {
      const back = given(is).when('moderator', 'undo', {}, { at }).state
      expect(route(back, at, is.seq).code).toBe('cause_undone')
      expect(route(is, at, is.seq, { isCauseUndone: true }).code).toBe('cause_undone')
      if (back.status !== 'submitted') continue
      const again = given(back).and('moderator', 'approve', {}, { at, facts: FACTS }).state
      expect(route(again, at, is.seq).code).toBe('cause_undone')
      expect(route(again, at).code).toBeUndefined()
    }
  })
  it('is no more once somebody has done something else', () => {
    for (const { is, at } of queued) {
      const tagged = given(is).and('moderator', 'set_tags', { tags: ['by hand'] }, { at }).state
      const routed = route(tagged, at).state
      expect(routed.assigneeId).toBe(chooseFor(is))
      expect(routed.undo).toMatchObject({ seq: routed.seq, hasRouted: true })
      expect(given(routed).when('moderator', 'undo', {}, { at }).state).toMatchObject({
        ...{ status: 'open', queued: tagged.queued, tags: ['by hand'], autoAssign: false },
      })
      const acknowledged = given(route(is, at).state).and(chooseFor(is), 'acknowledge', {}, { at })
      expect(acknowledged.when('moderator', 'undo', {}, { at }).code).toBe('undo_superseded')
    }
  })
})
