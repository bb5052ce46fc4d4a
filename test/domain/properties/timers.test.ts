import { describe, expect, it } from 'vitest'
import { addTo, findBusinessTime, measureBetween } from '../../../src/domain/sla/business-time.js'
import { CLOCKS } from '../../../src/domain/sla/clock.js'
import { nextClockStep, nextPercent, startOfWork } from '../../../src/domain/sla/clocks.js'
import { dueAt } from '../../../src/domain/sla/sla.js'
import { listDeadlines } from '../../../src/domain/ticket/deadlines.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { isTerminal } from '../../../src/domain/ticket/status.js'
import { CALENDAR } from '../../support/calendar.js'
import { deadlineId } from '../../support/scenario-commits.js'
import { type Change, forAllChanges, forAllScenarios } from '../../support/scenarios.js'

describe('firings', () => {
  it('no two have the same command id, and nothing is armed that has fired, undo or not', () => {
    const seen = new Set<string>()
    const check = (commits: Parameters<Parameters<typeof forAllScenarios>[0]>[0]) => {
      const fired = new Set<string>()
      for (const { cause, firedId, after } of commits) {
        seen.add(cause)
        if (firedId !== null) {
          expect(fired).not.toContain(firedId)
          fired.add(firedId)
        }
        for (const state of [after.parent, ...after.subTickets]) {
          const armed = listDeadlines(state).map((deadline) => deadlineId(state, deadline))
          expect(armed.filter((id) => fired.has(id))).toEqual([])
        }
      }
    }
    forAllScenarios(check)
    forAllScenarios(check, 1)
    expect([...seen]).toEqual(expect.arrayContaining(['undo', 'nudge_sub_tickets', 'warn_sla']))
  })
})

describe('the timers that are set', () => {
  it('are those that are due in that status', () => {
    forAllChanges(({ after: { status, deadlines, postponed, approval, sla, ...after } }) => {
      const isDeleted = after.deletedAt !== null
      expect(deadlines.auto_verify !== undefined).toBe(status === 'completed' && !isDeleted)
      expect(deadlines.postpone_reminder !== undefined).toBe(status === 'postponed' && !isDeleted)
      expect(postponed !== null).toBe(status === 'postponed' && !isDeleted)
      const stands = (sla.pauseIn ?? ['postponed']).some((one) => one === status)
      expect(sla.paused).toBe(stands && !isDeleted)
      const isAsked = status === 'awaiting_approval' && !isDeleted
      expect(deadlines.approval_reminder !== undefined).toBe(isAsked)
      expect(approval?.status === 'pending').toBe(isAsked)
      if (deadlines.approval_escalation !== undefined) expect(isAsked).toBe(true)
      if (deadlines.resume !== undefined) expect(status).toBe('postponed')
      if (deadlines.auto_close !== undefined) expect(['completed', 'resolved']).toContain(status)
      if (deadlines.acknowledge !== undefined) expect(['assigned', 'reopened']).toContain(status)
    })
  })

  it('watch sub-tickets while some are open and the parent is not ended', () => {
    forAllChanges(({ after: { status, deadlines, subTickets, deletedAt } }) => {
      const hasOpen = subTickets !== null && subTickets.closed < subTickets.total
      const isWatched = hasOpen && !isTerminal(status) && deletedAt === null
      expect(deadlines.sub_ticket_nudge !== undefined).toBe(isWatched)
    })
  })

  it('are none once the ticket has ended', () => {
    forAllChanges(({ after: { status, deadlines, deletedAt } }) => {
      if (isTerminal(status) || deletedAt !== null) expect(deadlines).toEqual({})
    })
  })

  it('come the earliest first, verifying before closing', () => {
    forAllChanges(({ after }) => {
      const listed = listDeadlines(after)
      expect(listed.map(({ at }) => at)).toEqual(listed.map(({ at }) => at).sort())
      const kinds = listed.map(({ kind }) => kind)
      const [verify, close] = [kinds.indexOf('auto_verify'), kinds.indexOf('auto_close')]
      if (verify !== -1 && close !== -1) expect(verify).toBeLessThan(close)
    })
  })
})

describe('the clocks', () => {
  const RUNNING = [
    'assigned',
    'in_progress',
    'reopened',
    'ready_for_closure',
    'postponed',
    'completed',
  ]
  const timeOf = ({ sla }: TicketState) => findBusinessTime([CALENDAR], sla.calendar)
  const start = (state: TicketState) => startOfWork(state, '', timeOf(state))
  /** A date as it is after a pause. */
  const shift = (was: string, before: TicketState, from: string, to: string) => {
    const time = timeOf(before)
    return addTo(time, was, measureBetween(time, from, to))
  }

  it('a warning lies between the start and the due date, and a breach on it', () => {
    let warnings = 0
    forAllChanges(({ after }) => {
      for (const clock of CLOCKS) {
        const armed = after.deadlines[clock]?.at
        const due = dueAt(after.sla, clock)
        expect(armed ?? null).toBe(nextClockStep(clock, after))
        if (armed === undefined || due === null) continue
        expect(RUNNING).toContain(after.status)
        if (nextPercent(after.sla, clock) === undefined) expect(armed).toBe(due)
        else {
          warnings += 1
          const begun = clock === 'next_response' ? (after.sla.word?.at ?? '') : start(after)
          expect(armed >= begun).toBe(true)
          expect(armed <= due).toBe(true) // on it, where no time is open between
        }
      }
    })
    expect(warnings).toBeGreaterThan(0)
  })

  it('run from the first assignment of a version, and never before', () => {
    forAllChanges(({ after: { assignedAt, sla } }) => {
      expect(sla.resolutionDueAt !== null).toBe(assignedAt !== null)
    })
  })

  it('what a postponement leaves of them counts on from its end', () => {
    let times = 0
    // few stories postpone what has a clock: more are told until one does
    for (let round = 0; times === 0 && round < 20; round += 1)
      forAllChanges(({ before, change: { event }, after }) => {
        if (before === undefined || before.assignedAt === null || before.postponed === null) return
        const hasNewDates = 'dueDates' in event && event.dueDates !== null
        if (after.postponed !== null || event.type === 'undo' || hasNewDates) return
        if (before.sla.halt === undefined) return // its policy lets clocks run while it is postponed
        const { firstResponseAt, firstResponseDueAt: was } = before.sla
        if (firstResponseAt !== null || was === null) return
        times += 1
        const due = shift(was, before, before.postponed.at, event.at)
        expect(after.sla.firstResponseDueAt).toBe(due)
      })
    expect(times).toBeGreaterThan(0)
  })

  it('a date that a person named is moved by pauses alone, until another takes its place', () => {
    const seen = new Set<string>()
    const check = ({ before, change: { event }, after }: Change) => {
      if (before?.sla.isDueDateNamed !== true || before.sla.resolutionDueAt === null) return
      seen.add(event.type)
      if (['reassign', 'reopen', 'undo'].includes(event.type)) return
      const { halt } = before.sla
      const isOver = halt !== undefined && halt.from !== after.sla.halt?.from
      const isForGood = halt?.status === 'resolved' && isTerminal(after.status)
      const was = before.sla.resolutionDueAt
      const due = isOver && !isForGood ? shift(was, before, halt.from, event.at) : was
      expect(after.sla.resolutionDueAt).toBe(due)
    }
    for (let round = 0; !seen.has('change_priority') && round < 20; round += 1) forAllChanges(check)
    expect([...seen]).toContain('change_priority')
  })

  it('each warns once and breaches once for a date', () => {
    forAllChanges(({ before, change: { event }, after }) => {
      expect(new Set(after.sla.warned).size).toBe(after.sla.warned.length)
      expect(new Set(after.sla.breaches).size).toBe(after.sla.breaches.length)
      const { breaches, hasLateAnswer, breached } = after.sla
      expect(breached).toBe(breaches.length > 0 || hasLateAnswer === true)
      if (event.type === 'breach_sla') expect(before?.sla.warned).toContain(event.clock)
    })
  })
})
