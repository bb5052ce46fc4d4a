import type { Conditions } from '../automation/conditions.js'
import { compileConditions } from '../automation/match-conditions.js'
import type { TicketState } from '../ticket/state.js'
import type { Priority, Status } from '../ticket/status.js'
import type { CalendarRef } from './calendar.js'
import type { MatrixTimings } from './escalation.js'
import { findDefaultPolicy, promiseTemplate, type SlaPolicy, type SlaPromise } from './policies.js'
import { readPolicyFields, type Served } from './policy-fields.js'

/** A policy for the tickets that its conditions match; durations are ISO 8601. */
export interface ConditionalPolicy {
  id: string
  version: number
  /** The lowest first. */
  order: number
  isDefault: boolean
  conditions: Conditions
  targets: readonly Target[]
  warnAt: readonly number[]
  pauseIn: readonly Status[]
  calendar: CalendarRef | null
  /** What is done about its clocks. */
  matrix: MatrixTimings | null
}

interface Target {
  priority: Priority
  firstResponse?: string
  nextResponse?: string
  resolution?: string
}

/** What there is to choose from: active policies, and templates. */
export interface Policies {
  policies: readonly SlaPolicy[]
  conditionalPolicies?: readonly ConditionalPolicy[]
  served?: Served
}

/** As much of a ticket as a policy is chosen by. */
export type Subject = Pick<
  TicketState,
  'priority' | 'departmentId' | 'categoryId' | 'groupId' | 'tags' | 'type'
>

const NOBODY: Served = { channel: 'web', customerTier: null }

/**
 * The template that is named; the policy that the customer has bought; the first policy that matches and promises something for the priority; the default policy;
 * the organization's template for the priority; none.
 */
export function choosePromise(
  { policies, conditionalPolicies = [], served = NOBODY }: Policies,
  subject: Subject,
  slaTemplateId?: string,
): SlaPromise | undefined {
  const named = policies.find(({ id }) => id === slaTemplateId)
  if (named !== undefined) return promiseTemplate(named)
  const policy =
    findEntitled(conditionalPolicies, subject, served) ??
    choosePolicy(conditionalPolicies, subject, served)
  if (policy !== undefined) return policy
  const template = findDefaultPolicy(policies, subject.priority)
  return template === undefined ? undefined : promiseTemplate(template)
}

/** What was sold is promised, whatever else would match. */
function findEntitled(
  policies: readonly ConditionalPolicy[],
  { priority }: Subject,
  { slaPolicyId }: Served,
): SlaPromise | undefined {
  const policy = policies.find(({ id }) => id === slaPolicyId)
  const target = policy?.targets.find((one) => one.priority === priority)
  return policy && target && promisePolicy(policy, target)
}

function choosePolicy(
  policies: readonly ConditionalPolicy[],
  subject: Subject,
  served: Served,
): SlaPromise | undefined {
  const moment = { now: readPolicyFields(subject, served), before: null }
  const matches = (policy: ConditionalPolicy) =>
    !isLastResort(policy) && compileConditions(policy.conditions)(moment).matched
  const first = policies.filter(matches).toSorted(compareOrder)
  const last = policies.filter(({ isDefault }) => isDefault)
  for (const policy of [...first, ...last]) {
    const target = policy.targets.find(({ priority }) => priority === subject.priority)
    if (target !== undefined) return promisePolicy(policy, target)
  }
  return undefined
}

/** The default without conditions would match before those that are for some tickets alone. */
function isLastResort({ isDefault, conditions: { all = [], any = [] } }: ConditionalPolicy) {
  return isDefault && all.length === 0 && any.length === 0
}

/** Of two at one place the older one: its id is the lower. */
function compareOrder(one: ConditionalPolicy, other: ConditionalPolicy): number {
  return one.order - other.order || (one.id < other.id ? -1 : 1)
}

function promisePolicy(
  { id, version, warnAt, pauseIn, calendar, matrix }: ConditionalPolicy,
  { firstResponse, nextResponse, resolution }: Target,
): SlaPromise {
  const terms = { percents: warnAt, pauseIn, calendar, matrix }
  const lengths = { firstResponse: firstResponse ?? null, resolution: resolution ?? null }
  const answer = nextResponse === undefined ? {} : { nextResponse }
  return { id, version, ...lengths, ...answer, ...terms }
}
