import { describe, expect, it } from 'vitest'
import { hasRelation } from '../../../src/domain/access/relations.js'
import { decide } from '../../../src/domain/ticket/decider.js'
import { given } from '../../support/given.js'
import { actForRule } from '../../support/scenario-commits.js'
import { command, factsFor, ticketIn } from '../../support/tickets.js'

const AT = '2026-01-01T00:00:00.000Z'
const LATE = '2026-01-01T00:15:00.001Z'
const approved = given(ticketIn('submitted', { undo: null })).and('moderator', 'approve').state

/** A rule sets the priority because of the approval, or of an earlier event. */
function follow(state = approved, causedBy = approved.seq, at = AT, isCauseUndone = false) {
  const urgent = command('change_priority', actForRule(causedBy), { priority: 'urgent' })
  return decide(state, urgent, { at, facts: factsFor(null, { isCauseUndone }) })
}

describe('what a rule does because of an action', () => {
  it('is part of it while it can be taken back', () => {
    const followed = follow()
    if (followed.kind !== 'happened') throw new Error(followed.kind)
    expect(followed.event).toMatchObject({ type: 'change_priority', causedBy: approved.seq })
    const { state } = given(approved).happened(followed.event)
    expect(state.undo).toMatchObject({ kind: 'open', command: 'approve', seq: approved.seq })
    const undone = given(state).and('moderator', 'undo').state
    expect(undone).toMatchObject({ status: 'submitted', priority: 'normal', undo: null })
  })

  it.each([
    ['too late', approved.seq, LATE],
    ['of an earlier event', approved.seq - 1, AT],
  ])('supersedes it when it is %s', (_when, causedBy, at) => {
    const followed = follow(approved, causedBy, at)
    if (followed.kind !== 'happened') throw new Error(followed.kind)
    expect(given(approved).happened(followed.event).state.undo).toEqual({ kind: 'superseded' })
  })

  it('is refused once the action was taken back', () => {
    const { state } = given(approved).and('moderator', 'undo')
    const refused = follow(state, approved.seq, AT, true)
    expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'cause_undone' } })
  })
})

it('a rule may do what a moderator may, and no timer may', () => {
  const person = null
  expect(hasRelation('moderator', approved, actForRule(1), person)).toBe(true)
  expect(hasRelation('moderator_in_person', approved, actForRule(1), person)).toBe(false)
  expect(hasRelation('moderator', approved, { kind: 'system' }, person)).toBe(false)
})
