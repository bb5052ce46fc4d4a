import type { DatingContext } from '../../ticket/commands/lib/assignment.js'
import type { TicketState } from '../../ticket/state.js'
import type { Priority } from '../../ticket/status.js'
import type { ConditionalPolicy, Policies } from '../choose-policy.js'
import type { DueDates } from '../policies.js'

/** The policy that is tried, among those that there are. */
export interface Under {
  policyId: string
  facts: Omit<DatingContext['facts'], 'served'>
  /** Up to then: what is due by it is overdue by it, if nothing more happens. */
  until: string
}

/** What an event has found: the ticket as it was, and as it would have been. */
export interface Found {
  was: TicketState
  would: TicketState
}

/** What the dates of one event are judged by. */
export interface Trial {
  found: Found
  context: DatingContext
  /** The id of the policy that is tried. */
  tried: string
}

/** It takes the place of its present version, and of the default if it is to be that, as it would if it were saved. */
export function putPolicy(
  policies: readonly ConditionalPolicy[],
  tried: ConditionalPolicy,
): ConditionalPolicy[] {
  const others = policies.filter(({ id }) => id !== tried.id)
  if (!tried.isDefault) return [...others, tried]
  return [...others.map((one) => ({ ...one, isDefault: false })), tried]
}

/**
 * A person named the template, so that no policy was asked. Where an event does not say so, one was named that is not the
 * default of the priority.
 */
export function isTemplateNamed(
  { policyId, policyVersion, isTemplateNamed: isNamed }: DueDates,
  ofPriority: Priority,
  { policies }: Policies,
): boolean {
  if (policyId === null || policyVersion !== undefined) return false
  const isDefault = policies.some(
    (one) => one.id === policyId && one.isDefault && one.priority === ofPriority,
  )
  return isNamed === true || !isDefault
}

/** When something warns, and what is done then, makes no date another one. */
const BESIDE: readonly string[] = ['warnings', 'percents', 'matrix', 'isTemplateNamed']

export function isSame(one: DueDates | null, other: DueDates | null): boolean {
  const list = (dates: DueDates | null) =>
    Object.entries(dates ?? {})
      .filter(([name]) => !BESIDE.includes(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(list(one)) === JSON.stringify(list(other))
}

/** The event with such dates; itself where they are its own. */
export function bring<E extends { dueDates: DueDates | null }>(
  event: E,
  dueDates: DueDates | null,
): E {
  return isSame(event.dueDates, dueDates) ? event : { ...event, dueDates }
}
