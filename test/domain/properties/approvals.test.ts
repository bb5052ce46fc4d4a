import { describe, expect, it } from 'vitest'
import { currentStep } from '../../../src/domain/approval/approval.js'
import type { PolicyStep } from '../../../src/domain/approval/policy.js'
import { openDeciders, openSeats } from '../../../src/domain/approval/step.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import {
  countDecisions,
  day,
  forAll,
  give,
  NO_DATES,
  OWN,
  stepsOf,
  tell,
} from '../../support/approval-stories.js'

describe('approvals', () => {
  it('are decided once by each person and once for each seat, and never by who asked or filed', () => {
    let decided = 0
    forAll(day, (moments, { allowSelfApproval }) => {
      for (const { state } of moments) {
        for (const { decisions, approvers: seats } of stepsOf(state)) {
          expect(new Set(decisions.map(({ by }) => by)).size).toBe(decisions.length)
          expect(new Set(decisions.map((one) => one.for)).size).toBe(decisions.length)
          for (const { by, for: seat } of decisions) {
            decided += 1
            expect(seats).toContain(seat)
            if (!allowSelfApproval) expect(OWN).not.toContain(by)
          }
        }
      }
    })
    expect(decided).toBeGreaterThan(300)
  })

  it('are decided by those alone who have the role when they decide', () => {
    forAll(day, (moments) => {
      for (const [index, { state, approvers }] of moments.entries()) {
        const known = moments[index - 1]?.state
        const count = known?.approval?.id === state.approval?.id ? countDecisions(known) : 0
        if (countDecisions(state) === count) continue
        const fresh = stepsOf(state).flatMap(({ decisions }) => decisions.slice(-1))
        expect(fresh.some(({ by }) => approvers.includes(by))).toBe(true)
      }
    })
  })

  it('of an `all` step are done when every seat that somebody can take has decided, no sooner or later', () => {
    const seen = new Set<string>()
    forAll(day, (moments) => {
      for (const { state, at, cause } of moments) {
        for (const step of stepsOf(state)) {
          const approved = step.decisions.filter(({ approved: yes }) => yes)
          if (step.status === 'approved') expect(approved.length).toBeGreaterThan(0)
          if (step.status === 'rejected') expect(step.decisions.at(-1)?.approved).toBe(false)
          if (step.mode === 'any') expect(step.decisions.length).toBeLessThanOrEqual(1)
          else if (step.status === 'approved') {
            const missing = step.approvers.filter(
              (seat) => !approved.some((one) => one.for === seat),
            )
            expect(missing.filter((seat) => !step.barred.includes(seat))).toEqual([])
            seen.add(missing.length > 0 ? 'fell to the others' : 'all')
          } else if (step.status === 'pending' && cause === 'decide_approval') {
            expect(openSeats(step, at)).not.toEqual([])
            seen.add('waits')
          }
        }
      }
    })
    expect([...seen].sort()).toEqual(['all', 'fell to the others', 'waits'])
  })

  it('that wait have somebody to decide them, where nobody’s time or role ends', () => {
    forAll(NO_DATES, (_moments, told) => {
      const steady = { ...told, moves: told.moves.map((one) => ({ ...one, changed: null })) }
      for (const { state, at } of tell(steady)) {
        const step = state.approval === null ? undefined : currentStep(state.approval)
        if (step !== undefined) expect(openDeciders(step, at)).not.toEqual([])
      }
    })
  })

  it('add up, and only what is below in a step’s own currency passes it by', () => {
    let skipped = 0
    forAll(NO_DATES, (moments, { steps }) => {
      const approved = new Map<string, { currency: string; amount: number }>()
      let before: Record<string, number> = {}
      for (const { state } of moments) {
        const { approval, approvedAmounts } = state
        if (approval === null) continue
        const { id, status, amount, currency } = approval
        if (!approved.has(id)) {
          for (const [n, step] of approval.steps.entries()) {
            const { minAmount, currency: own } = steps[n] as PolicyStep
            const isBelow =
              amount !== null &&
              minAmount !== null &&
              currency === own &&
              (before[own ?? ''] ?? 0) + amount < minAmount
            expect(step.status === 'skipped').toBe(isBelow)
            if (isBelow) skipped += 1
          }
        }
        if (status === 'approved' && amount !== null && currency !== null) {
          approved.set(id, { currency, amount })
        }
        const sums: Record<string, number> = {}
        for (const one of approved.values()) {
          sums[one.currency] = (sums[one.currency] ?? 0) + one.amount
        }
        expect(approvedAmounts).toEqual(sums)
        if (status !== 'pending') before = approvedAmounts
      }
    })
    expect(skipped).toBeGreaterThan(50)
  })

  it('that closing or reassigning cancels are by its undo what they were, with deciders and times', () => {
    let undone = 0
    forAll(day, (moments, { steps }) => {
      for (const moment of moments) {
        if (moment.state.status !== 'awaiting_approval') continue
        const settings = { approvalPolicy: { steps } }
        const ways = [
          give(moment, settings, 'moderator', 'close', { cancelApproval: true }),
          give(moment, settings, 'moderator', 'reassign', {}),
        ]
        for (const state of ways) {
          expect(state?.approval).toEqual({
            ...moment.state.approval,
            status: 'cancelled',
            decidedAt: moment.at,
          })
          const back = give(
            { ...moment, state: state as TicketState },
            settings,
            'moderator',
            'undo',
            {},
          )
          expect(back?.approval).toEqual(moment.state.approval)
          expect(back?.deadlines).toEqual(moment.state.deadlines)
          expect(back?.approvedAmounts).toEqual(moment.state.approvedAmounts)
          undone += 1
        }
      }
    })
    expect(undone).toBeGreaterThan(200)
  })
})
