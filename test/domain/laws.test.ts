import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proveSla } from '../../src/domain/sla/proof.js'
import {
  COMMAND_NAMES,
  commandRule,
  isCommand,
  isFact,
} from '../../src/domain/ticket/commands/index.js'
import { nextDeadline } from '../../src/domain/ticket/deadlines.js'
import { decide, evolve } from '../../src/domain/ticket/decider.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import { changedFields, effectsOf } from '../../src/domain/ticket/outcome/index.js'
import { REQUESTABLE } from '../../src/domain/ticket/requests.js'
import { isTerminal } from '../../src/domain/ticket/state.js'
import { roadOf, type Step, stepsFrom } from '../support/roads.js'
import { command, factsFor, PEOPLE, ticketIn } from '../support/tickets.js'

/** Of drafts and of sub-tickets, which these roads do not begin as. */
const ELSEWHERE = ['submit', 'delete_draft', 'restore_draft', 'delete_sub_ticket', 'expire_draft']

const act = fc.record({ pick: fc.nat(), laterMs: fc.integer({ min: 0, max: 86_400_000 }) })

function holdsForEveryStep(law: (step: Step) => void, seed?: number): void {
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 40 }), (acts) => {
      for (const step of roadOf(acts)) law(step)
    }),
    { numRuns: 80, ...(seed === undefined ? {} : { seed }) },
  )
}

describe('laws over generated roads', () => {
  it('come by every command and fact, chosen for being seldom', () => {
    const times = new Map<string, number>()
    for (let road = 0; road < 40; road += 1) {
      let state = ticketIn('submitted', { undo: null })
      for (let step = 0; step < 30; step += 1) {
        const at = new Date(Date.parse('2026-01-01T00:00:00Z') + step * 60_000).toISOString()
        const legal = stepsFrom(state, at).map(({ event }) => event)
        const used = ({ type }: TicketEvent) => times.get(type) ?? 0
        const [event] = legal.sort((a, b) => used(a) - used(b))
        if (event === undefined) break
        times.set(event.type, used(event) + 1)
        state = evolve(state, event)
      }
    }
    expect(COMMAND_NAMES.filter((name) => !times.has(name))).toEqual(ELSEWHERE)
  })
  it('seq grows by one for an event, revision by one for a command and by none for a fact', () => {
    holdsForEveryStep(({ before, event, after }) => {
      expect(after.seq).toBe(before.seq + 1)
      const fact = isFact(event.type)
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
    holdsForEveryStep(({ after }) => {
      const { status, deadlines, postponed, approval, sla } = after
      expect(deadlines.auto_verify !== undefined).toBe(status === 'completed')
      expect(deadlines.postpone_reminder !== undefined).toBe(status === 'postponed')
      expect(postponed !== null).toBe(status === 'postponed')
      expect(sla.paused).toBe(status === 'postponed')
      expect(deadlines.approval_reminder !== undefined).toBe(status === 'awaiting_approval')
      expect(approval?.status === 'pending').toBe(status === 'awaiting_approval')
      const open = after.subTickets !== null && after.subTickets.closed < after.subTickets.total
      expect(deadlines.sub_ticket_nudge !== undefined).toBe(open && !isTerminal(status))
      if (deadlines.auto_close !== undefined) expect(['completed', 'resolved']).toContain(status)
      if (deadlines.acknowledge !== undefined) expect(['assigned', 'reopened']).toContain(status)
      if (deadlines.undo_window !== undefined) expect(isTerminal(status)).toBe(true)
      if (deadlines.resolution_due !== undefined) {
        expect(deadlines.resolution_due.at).toBe(sla.resolutionDueAt)
        expect(['assigned', 'in_progress', 'awaiting_approval', 'reopened']).toContain(status)
      }
    })
  })
  it('a request waits only where it could be granted', () => {
    holdsForEveryStep(({ after: { status, requests } }) => {
      for (const { kind } of requests) expect(REQUESTABLE[kind]).toContain(status)
      expect(new Set(requests.map(({ kind }) => kind)).size).toBe(requests.length)
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
  it('the clocks add up from the events alone to what is stored', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 40 }), (acts) => {
        const road = roadOf(acts)
        const record = road.map(({ event, after: { seq, version } }) => ({ event, seq, version }))
        const last = road.at(-1)?.after
        if (last === undefined) return
        const { firstResponseDueAt, resolutionDueAt, firstResponseAt, paused, breached } = last.sla
        const stored = { firstResponseDueAt, resolutionDueAt, firstResponseAt, paused, breached }
        expect(proveSla(record).computed).toEqual(stored)
      }),
      { numRuns: 100 },
    )
  })
  it('an action and its undo leave exactly what was before, facts in between or not', () => {
    const moderator = { kind: 'user', id: 'moderator' } as const
    const facts = factsFor(PEOPLE.moderator)
    holdsForEveryStep(({ before, event, after }) => {
      if (after.undo?.kind !== 'open' || isFact(event.type)) return
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
      else if (isFact(event.type)) return
      else if (
        isCommand(event.type) &&
        commandRule(event.type).undoable === true &&
        !('undoUntil' in event && event.undoUntil === null)
      )
        expect(after.undo?.kind).toBe('open')
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
