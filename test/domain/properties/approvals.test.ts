import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currentStep } from '../../../src/domain/approval/approval.js'
import type { PolicyStep } from '../../../src/domain/approval/policy.js'
import { type ApprovalStep, openDeciders, openSeats } from '../../../src/domain/approval/step.js'
import { createChange } from '../../../src/domain/ticket/change.js'
import type { CommandName, Payloads } from '../../../src/domain/ticket/commands/index.js'
import { decide } from '../../../src/domain/ticket/decider.js'
import type { Facts } from '../../../src/domain/ticket/facts.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { AT, command, factsFor, person, ticketIn } from '../../support/tickets.js'

/** The assignee asks and the requester filed the ticket; both may be named in the policy. */
const POOL = ['assignee', 'requester', 'ann', 'bob', 'cem', 'dee']
const OWN = ['assignee', 'requester']
const DAY = 86_400_000
const dayAt = (day: number) => new Date(Date.parse(AT) + day * DAY).toISOString()

const someone = fc.constantFrom(...POOL)
const day = fc.option(fc.integer({ min: -1, max: 6 }).map(dayAt), { freq: 3 })
const people = (maxLength: number) => fc.uniqueArray(someone, { maxLength })

function stepOf(dates: fc.Arbitrary<string | null>): fc.Arbitrary<PolicyStep> {
  return fc.record({
    name: fc.constant('step'),
    approvers: people(4),
    delegates: fc.array(
      fc.record({ userId: someone, for: fc.option(someone), from: dates, to: dates }),
      { maxLength: 3 },
    ),
    mode: fc.constantFrom('any' as const, 'all' as const),
    minAmount: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 2 }),
    currency: fc.constantFrom('EUR', 'KWD'),
    remindEvery: fc.constantFrom('P1D', null),
    escalateAfter: fc.constantFrom('P2D', null),
    escalateTo: people(2),
  })
}

const move = fc.record({
  who: someone,
  seat: fc.option(someone),
  approved: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  isLater: fc.boolean(),
  /** Somebody who loses the role, or gets it back. */
  changed: fc.option(someone, { freq: 6 }),
  /** Whoever is asked decides, and not just anybody. */
  isAsked: fc.boolean(),
  escalates: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
})

function story(dates: fc.Arbitrary<string | null>) {
  return fc.record({
    steps: fc.array(stepOf(dates), { minLength: 1, maxLength: 3 }),
    allowSelfApproval: fc.boolean(),
    asked: fc.array(
      fc.record({
        amount: fc.option(fc.integer({ min: 0, max: 20 })),
        currency: fc.option(fc.constantFrom('EUR', 'KWD')),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    moves: fc.array(move, { minLength: 5, maxLength: 25 }),
  })
}

type Story = ReturnType<typeof story> extends fc.Arbitrary<infer S> ? S : never

/** A state of the ticket, and what is true of the organization then. */
interface Moment {
  state: TicketState
  at: string
  approvers: string[]
  /** What led here. */
  cause: CommandName | null
}

function give<N extends CommandName>(
  { state, at, approvers }: Moment,
  settings: Facts['settings'],
  who: string,
  name: N,
  payload: Payloads[N],
): TicketState | undefined {
  const isSystem = who === 'system'
  const roles = approvers.includes(who) ? (['approver'] as const) : []
  const finance = { financeDepartmentIds: ['it'] }
  const moderator = who === 'moderator' ? (['moderator'] as const) : roles
  const actor = isSystem ? null : person(who, { roles: [...moderator], ...finance })
  const decision = decide(
    state,
    {
      ...command(name, isSystem ? { kind: 'system' } : { kind: 'user', id: who }, payload, [
        'reason',
      ]),
      commandId: `${name}/${state.seq}`,
    },
    { at, facts: factsFor(actor, { settings, approvers }) },
  )
  return decision.kind === 'happened' ? createChange(state, decision.event).state : undefined
}

/** Asks, decides, escalates, in turn; what is refused changes nothing. */
function tell({ steps, allowSelfApproval, asked: amounts, moves }: Story): Moment[] {
  const settings = { approvalPolicy: { steps }, allowSelfApproval }
  const left = [...amounts]
  let now: Moment = { state: ticketIn('in_progress'), at: AT, approvers: POOL, cause: null }
  const moments = [now]
  const act = <N extends CommandName>(who: string, cause: N, payload: Payloads[N]) => {
    const state = give(now, settings, who, cause, payload)
    if (state === undefined) return
    now = { ...now, state, cause }
    moments.push(now)
  }
  for (const { who, seat, approved, isAsked, isLater, changed, escalates } of moves) {
    const { at, approvers } = now
    now = {
      ...now,
      at: isLater ? new Date(Date.parse(at) + DAY / 2).toISOString() : at,
      approvers: approvers.includes(changed ?? '')
        ? approvers.filter((id) => id !== changed)
        : [...approvers, ...(changed === null ? [] : [changed])],
    }
    const { approval, status } = now.state
    if (status !== 'awaiting_approval' || approval === null) {
      const { amount, currency } = left.pop() ?? { amount: null, currency: null }
      const payload = {
        ...(amount === null ? {} : { amount }),
        ...(currency === null ? {} : { currency }),
      }
      act('assignee', 'request_approval', payload)
    } else if (escalates) {
      act('system', 'escalate_approval', {})
    } else {
      const named = seat === null ? {} : { for: seat }
      const payload = { approvalId: approval.id, approved, ...named }
      const step = currentStep(approval)
      const [asked] = isAsked && step !== undefined ? openDeciders(step, now.at) : []
      act(asked ?? who, 'decide_approval', payload)
    }
  }
  return moments
}

const NO_DATES = fc.constant(null)
const forAll = (
  dates: fc.Arbitrary<string | null>,
  check: (moments: Moment[], told: Story) => void,
) =>
  fc.assert(
    fc.property(story(dates), (told) => check(tell(told), told)),
    { numRuns: 400 },
  )

const countDecisions = (state: TicketState | undefined) =>
  state === undefined ? 0 : stepsOf(state).flatMap(({ decisions }) => decisions).length
const stepsOf = ({ approval }: TicketState): ApprovalStep[] => approval?.steps ?? []

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
