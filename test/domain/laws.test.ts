import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextDeadline } from '../../src/domain/ticket/deadlines.js'
import { decide } from '../../src/domain/ticket/decide/index.js'
import { changedFields, effectsOf } from '../../src/domain/ticket/effects.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import { evolve } from '../../src/domain/ticket/evolve.js'
import { COMMAND_NAMES, ruleOf } from '../../src/domain/ticket/rules.js'
import { isTerminal, type TicketState } from '../../src/domain/ticket/state.js'
import { command, factsFor, GOOD, PEOPLE, ticketIn, type Who } from '../support/tickets.js'

interface Step {
  before: TicketState
  event: TicketEvent
  after: TicketState
}

const act = fc.record({
  name: fc.constantFrom(...COMMAND_NAMES),
  who: fc.constantFrom<Who | 'system'>('requester', 'moderator', 'head', 'assignee', 'system'),
  laterMs: fc.integer({ min: 0, max: 10 * 86_400_000 }),
})

/** A road: whatever was legal of some commands, one after the other. */
function roadOf(
  acts: { name: (typeof COMMAND_NAMES)[number]; who: Who | 'system'; laterMs: number }[],
): Step[] {
  const steps: Step[] = []
  let state = ticketIn('submitted')
  let clock = Date.parse('2026-01-01T00:00:00Z')
  for (const { name, who, laterMs } of acts) {
    clock += laterMs
    const actor =
      who === 'system' ? { kind: 'system' as const } : { kind: 'user' as const, id: who }
    const { payload, given } = GOOD[name]
    const facts = factsFor(who === 'system' ? null : PEOPLE[who])
    const decision = decide(state, command(name, actor, payload, given), {
      at: new Date(clock).toISOString(),
      facts,
    })
    if (decision.kind !== 'happened') continue
    const after = evolve(state, decision.event)
    steps.push({ before: state, event: decision.event, after })
    state = after
  }
  return steps
}

function holdsForEveryStep(law: (step: Step) => void): void {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      for (const step of roadOf(acts)) law(step)
    }),
    { numRuns: 500 },
  )
}

describe('laws over generated roads', () => {
  it('seq grows by one for an event, revision by one for a command and by none for a fact', () => {
    holdsForEveryStep(({ before, event, after }) => {
      expect(after.seq).toBe(before.seq + 1)
      const fact = event.type !== 'save_draft' && ruleOf(event.type).fact === true
      expect(after.revision).toBe(before.revision + (fact ? 0 : 1))
    })
  })
  it('state is JSON, and evolving is deterministic', () => {
    holdsForEveryStep(({ before, event, after }) => {
      expect(JSON.parse(JSON.stringify(after))).toEqual(after)
      expect(evolve(JSON.parse(JSON.stringify(before)), JSON.parse(JSON.stringify(event)))).toEqual(
        after,
      )
    })
  })
  it('the timers that are set are those that are due in that status', () => {
    holdsForEveryStep(({ after: { status, deadlines } }) => {
      expect(deadlines.auto_verify !== undefined).toBe(status === 'completed')
      if (deadlines.auto_close !== undefined) expect(['completed', 'resolved']).toContain(status)
      if (deadlines.acknowledge !== undefined) expect(['assigned', 'reopened']).toContain(status)
      if (deadlines.undo_window !== undefined) expect(isTerminal(status)).toBe(true)
    })
  })
  it('the next deadline is the earliest, verifying before closing', () => {
    holdsForEveryStep(({ after }) => {
      const next = nextDeadline(after)
      const all = Object.values(after.deadlines).map(({ at }) => at)
      expect(next?.at).toBe(all.length === 0 ? undefined : all.sort()[0])
      if (after.status === 'completed') expect(next?.kind).toBe('auto_verify')
    })
  })
  it('an action and its undo leave exactly what was before, facts in between or not', () => {
    const moderator = { kind: 'user', id: 'moderator' } as const
    const facts = factsFor(PEOPLE.moderator)
    holdsForEveryStep(({ before, event, after }) => {
      if (event.type === 'save_draft' || ruleOf(event.type).undoable !== true) return
      const fact = { type: 'note_unacknowledged', at: event.at } as const
      for (const later of [after, evolve(after, fact)]) {
        const undone = decide(later, command('undo', moderator, {}), { at: event.at, facts })
        if (undone.kind !== 'happened') throw new Error('it could not be undone')
        const restored = evolve(later, undone.event)
        const { seq, revision, updatedAt, undo } = restored
        expect(restored).toEqual({ ...before, seq, revision, updatedAt, undo })
        expect(undo).toBeNull()
        expect(revision).toBe(before.revision + 2)
      }
    })
  })
  it('nothing but the last undoable action can be taken back, and only once', () => {
    holdsForEveryStep(({ before, event, after }) => {
      if (event.type === 'undo') expect(after.undo).toBeNull()
      else if (event.type === 'save_draft' || ruleOf(event.type).fact === true) return
      else if (ruleOf(event.type).undoable === true) expect(after.undo?.kind).toBe('open')
      else expect(after.undo).toEqual(before.undo === null ? null : { kind: 'superseded' })
    })
  })
  it('what is assigned, completed or resolved is somebody’s, and they are in the chat', () => {
    holdsForEveryStep(({ after }) => {
      if (!['assigned', 'completed', 'resolved'].includes(after.status)) return
      expect(after.assigneeId).not.toBeNull()
      expect(after.participants.map(({ userId }) => userId)).toContain(after.assigneeId)
    })
  })
  it('effects name what changed, and nobody twice', () => {
    holdsForEveryStep(({ before, event, after }) => {
      const { notices, stream } = effectsOf(before, event, after)
      expect(new Set(notices.map(({ type }) => type)).size).toBe(notices.length)
      expect(stream.some(({ type }) => type === 'ticket:updated')).toBe(true)
      if (before.status !== after.status)
        expect(changedFields(before, after).status).toEqual({
          from: before.status,
          to: after.status,
        })
    })
  })
})
