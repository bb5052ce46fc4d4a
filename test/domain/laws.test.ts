import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextDeadline } from '../../src/domain/ticket/deadlines.js'
import { decide } from '../../src/domain/ticket/decide/index.js'
import { changedFields, effectsOf } from '../../src/domain/ticket/effects.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import { evolve } from '../../src/domain/ticket/evolve.js'
import { COMMAND_NAMES, ruleOf } from '../../src/domain/ticket/rules.js'
import { isTerminal, type TicketState } from '../../src/domain/ticket/state.js'
import { command, factsFor, GOOD, PEOPLE, ticketIn } from '../support/tickets.js'

interface Step {
  before: TicketState
  event: TicketEvent
  after: TicketState
}

const WHO = ['requester', 'moderator', 'head', 'assignee', 'system'] as const
/** Picked seldom, or every road would be a short one. */
const ENDINGS = ['reject', 'withdraw', 'close']

const act = fc.record({ pick: fc.nat(), laterMs: fc.integer({ min: 0, max: 86_400_000 }) })

/** All that is legal now, by anybody. */
function legalSteps(state: TicketState, at: string): { ending: boolean; event: TicketEvent }[] {
  return WHO.flatMap((who) => {
    const system = who === 'system'
    const actor = system ? { kind: 'system' as const } : { kind: 'user' as const, id: who }
    const context = { at, facts: factsFor(system ? null : PEOPLE[who]) }
    return COMMAND_NAMES.flatMap((name) => {
      const { payload, given } = GOOD[name]
      const decision = decide(state, command(name, actor, payload, given), context)
      return decision.kind === 'happened'
        ? [{ ending: ENDINGS.includes(name), event: decision.event }]
        : []
    })
  })
}

/** A road: at each step something that is legal, so that every command is come by. */
function roadOf(acts: { pick: number; laterMs: number }[]): Step[] {
  const steps: Step[] = []
  let state = ticketIn('submitted', { undo: null })
  let clock = Date.parse('2026-01-01T00:00:00Z')
  for (const { pick, laterMs } of acts) {
    clock += laterMs
    const legal = legalSteps(state, new Date(clock).toISOString())
    const going = legal.filter(({ ending }) => !ending)
    const among = pick % 9 === 0 || going.length === 0 ? legal : going
    const chosen = among[pick % Math.max(among.length, 1)]
    if (chosen === undefined) break
    const after = evolve(state, chosen.event)
    steps.push({ before: state, event: chosen.event, after })
    state = after
  }
  return steps
}

function holdsForEveryStep(law: (step: Step) => void, seed?: number): void {
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 40 }), (acts) => {
      for (const step of roadOf(acts)) law(step)
    }),
    { numRuns: 200, ...(seed === undefined ? {} : { seed }) },
  )
}

describe('laws over generated roads', () => {
  it('come by every command and fact', () => {
    const seen = new Set<string>()
    holdsForEveryStep(({ event }) => seen.add(event.type), 2026)
    expect(COMMAND_NAMES.filter((name) => !seen.has(name))).toEqual(['submit'])
  })
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
