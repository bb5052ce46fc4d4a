import type { Actor } from '../../../people.js'
import type { BusinessTime } from '../../../sla/business-time.js'
import { choosePromise, type Policies, type Subject } from '../../../sla/choose-policy.js'
import { startOfWork } from '../../../sla/clocks.js'
import type { DueDates } from '../../../sla/policies.js'
import type { TicketState } from '../../state.js'
import { type DatingContext, decideDueDates, findWaiting } from './assignment.js'

/**
 * The dates of another policy, where one serves the ticket as it is to be: from the same start, but for one that a person named. Null
 * where the dates stay: before the first assignment, and whatever the system changes.
 */
export function chooseAnew(
  state: TicketState,
  subject: Subject,
  actor: Actor,
  context: DatingContext,
): DueDates | null {
  if (actor.kind === 'system' || state.assignedAt === null) return null
  return changesPolicy(state, subject, context.facts) ? decideAnew(state, subject, context) : null
}

/** From the same start; a date that a person named stays where it is. */
export function decideAnew(state: TicketState, subject: Subject, context: DatingContext): DueDates {
  const findStart = (time: BusinessTime) => startOfWork(state, context.at, time)
  const { isDueDateNamed, resolutionDueAt } = state.sla
  const named = isDueDateNamed ? { dueAt: resolutionDueAt } : {}
  const wanted = { ...named, ...findWaiting(state, context) }
  return decideDueDates(wanted, subject, findStart, context.facts)
}

/** Without policies the dates stay, whoever works on it. */
export function changesPolicy({ sla }: TicketState, subject: Subject, facts: Policies): boolean {
  const promise = choosePromise(facts, subject)
  const isByPolicy = sla.policyVersion !== undefined || promise?.version !== undefined
  return isByPolicy && (promise?.id !== sla.policyId || promise?.version !== sla.policyVersion)
}
