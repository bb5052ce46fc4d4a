import { planAction, type Step } from '../../domain/automation/actions.js'
import type { RuleRun } from '../../domain/automation/rules.js'
import type { DomainEvent } from '../../domain/events/domain-event.js'
import type { Actor, Caused } from '../../domain/people.js'
import type { KnownPast } from '../../read/rules/pasts.js'
import { readPlaceholders } from '../../read/tickets/placeholders.js'

/** An action of a run under the id that is its alone; without a step where it is not carried out, and why. */
export interface PlannedAction {
  id: string
  type: string
  step: Step | null
  code: string | null
}

export interface PlannedRun {
  run: RuleRun
  event: DomainEvent
  depth: number
  actor: Actor
  actions: PlannedAction[]
  spentUs: number
}

interface PlanContext {
  event: DomainEvent
  past: KnownPast
  depth: number
  cause: Caused
  /** How many actions the event has brought about before. */
  n: number
  listener: string
}

/** What a rule that matched has done; one that is cut off is shown with what it would have. */
export function planRun(
  run: RuleRun,
  { event, past, depth, cause, n, listener }: PlanContext,
): Omit<PlannedRun, 'spentUs'> {
  const { rule, match, cut } = run
  const { record } = past
  const context = { ticket: record.state, values: readPlaceholders(record), because: rule.name }
  const actions = match.matched ? rule.actions : []
  return {
    ...{ run, event, depth },
    actor: { kind: 'system', for: { by: 'rule', ruleId: rule.id, depth, ...cause } },
    actions: actions.map((action, place) => ({
      id: `${listener}/${event.id}/${n + place}`,
      type: action.type,
      step: cut === null ? planAction(action, context) : null,
      code: cut,
    })),
  }
}
