import type { Priority } from '../ticket/status.js'
import { after } from '../time.js'

/** A template is a policy without conditions: it holds for its priority. Durations are ISO 8601. */
export interface SlaPolicy {
  id: string
  priority: Priority
  resolution: string
  firstResponse: string | null
  isDefault: boolean
}

export interface DueDates {
  policyId: string | null
  firstResponseDueAt: string | null
  resolutionDueAt: string | null
  /** The resolution's date is a person's, not the policy's. */
  isDueDateNamed?: boolean
}

/** The organization's own policy for a priority; without one there is no due date. */
export function findDefaultPolicy(
  policies: readonly SlaPolicy[],
  priority: Priority,
): SlaPolicy | undefined {
  return policies.find((policy) => policy.isDefault && policy.priority === priority)
}

/** A person's own date in place of a policy's. */
export function nameDueDate(dates: DueDates, resolutionDueAt: string | null): DueDates {
  return { ...dates, resolutionDueAt, isDueDateNamed: true }
}

/** Clocks run from the first assignment of a version. */
export function computeDueDates(policy: SlaPolicy | undefined, from: string): DueDates {
  if (policy === undefined) {
    return { policyId: null, firstResponseDueAt: null, resolutionDueAt: null }
  }
  return {
    policyId: policy.id,
    firstResponseDueAt: policy.firstResponse === null ? null : after(from, policy.firstResponse),
    resolutionDueAt: after(from, policy.resolution),
  }
}
