import fc from 'fast-check'
import { currentStep } from '../../src/domain/approval/approval.js'
import type { PolicyStep } from '../../src/domain/approval/policy.js'
import { type ApprovalStep, openDeciders } from '../../src/domain/approval/step.js'
import { createChange } from '../../src/domain/ticket/change.js'
import type { CommandName, Payloads } from '../../src/domain/ticket/commands/index.js'
import { decide } from '../../src/domain/ticket/decider.js'
import type { Facts } from '../../src/domain/ticket/facts.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { AT, command, factsFor, person, ticketIn } from './tickets.js'

/** The assignee asks and the requester filed the ticket; both may be named in the policy. */
export const POOL = ['assignee', 'requester', 'ann', 'bob', 'cem', 'dee']
export const OWN = ['assignee', 'requester']
export const DAY = 86_400_000
export const dayAt = (day: number) => new Date(Date.parse(AT) + day * DAY).toISOString()

export const someone = fc.constantFrom(...POOL)
export const day = fc.option(fc.integer({ min: -1, max: 6 }).map(dayAt), { freq: 3 })
export const people = (maxLength: number) => fc.uniqueArray(someone, { maxLength })

export function stepOf(dates: fc.Arbitrary<string | null>): fc.Arbitrary<PolicyStep> {
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

export /** Of a sub-ticket the moderator who split is the requester; who filed the whole is barred as on the whole. */
function fileAsPart(whole: TicketState): TicketState {
  const { requesterId, createdById } = whole
  const parentFiling = { requesterId, createdById }
  const split = { requesterId: 'moderator', createdById: 'moderator' }
  return { ...whole, ...split, type: 'sub_ticket', parentId: 'whole', parentFiling }
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

export function story(dates: fc.Arbitrary<string | null>) {
  return fc.record({
    steps: fc.array(stepOf(dates), { minLength: 1, maxLength: 3 }),
    allowSelfApproval: fc.boolean(),
    isPart: fc.boolean(),
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

export type Story = ReturnType<typeof story> extends fc.Arbitrary<infer S> ? S : never

/** A state of the ticket, and what is true of the organization then. */
export interface Moment {
  state: TicketState
  at: string
  approvers: string[]
  /** What led here. */
  cause: CommandName | null
}

export function give<N extends CommandName>(
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
export function tell({ steps, allowSelfApproval, isPart, asked: amounts, moves }: Story): Moment[] {
  const settings = { approvalPolicy: { steps }, allowSelfApproval }
  const left = [...amounts]
  const whole = ticketIn('in_progress')
  let now: Moment = {
    state: isPart ? fileAsPart(whole) : whole,
    at: AT,
    approvers: POOL,
    cause: null,
  }
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

export const NO_DATES = fc.constant(null)
export const forAll = (
  dates: fc.Arbitrary<string | null>,
  check: (moments: Moment[], told: Story) => void,
) =>
  fc.assert(
    fc.property(story(dates), (told) => check(tell(told), told)),
    { numRuns: 400 },
  )

export const countDecisions = (state: TicketState | undefined) =>
  state === undefined ? 0 : stepsOf(state).flatMap(({ decisions }) => decisions).length
export const stepsOf = ({ approval }: TicketState): ApprovalStep[] => approval?.steps ?? []
