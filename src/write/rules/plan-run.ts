import { planAction, type SingleAction, type Step } from '../../domain/automation/actions.js'
import { foresee, nameDepartment, type Place } from '../../domain/automation/foresee.js'
import { listParts, type Macros } from '../../domain/automation/list-parts.js'
import type { RuleRun } from '../../domain/automation/rules.js'
import type { Notice } from '../../domain/automation/work-orders.js'
import type { Actor, Caused } from '../../domain/people.js'
import type { KnownPast } from '../../read/rules/pasts.js'
import { readNamedCategory, readStepFacts } from '../../read/rules/read-step-facts.js'
import { readPlaceholders } from '../../read/tickets/placeholders.js'
import type { ListenerTransaction } from '../listeners/listener.js'

/** An action of a run under the id that is its alone; without a step where it is not carried out, and why. */
export interface PlannedAction {
  id: string
  type: string
  /** Among what the run has done. */
  place: number
  /** The place of the macro that it is part of. */
  partOf: number | null
  step: Step | Notice | null
  code: string | null
}

/** What a rule is asked about: an event, or that a time has come. */
interface Moment {
  id: string
  name: string
  entity: 'ticket' | 'work_order'
  entityId: string
  at: string
}

export interface PlannedRun {
  run: RuleRun
  event: Moment
  depth: number
  actor: Actor
  actions: PlannedAction[]
  spentUs: number
}

interface PlanContext {
  event: Moment
  past: KnownPast
  depth: number
  cause: Caused
  /** How many actions the event has brought about before. */
  n: number
  listener: string
  macros: Macros
  /** How much whoever was chosen has got in this round, by their ids. */
  given: Map<string, number>
}

/** What a rule that matched has done; one that is cut off is shown with what it would have. */
export async function planRun(
  transaction: ListenerTransaction,
  run: RuleRun,
  context: PlanContext,
): Promise<Omit<PlannedRun, 'spentUs'>> {
  const { event, depth, cause, n, listener, macros } = context
  const { rule, match, cut } = run
  const parts = match.matched ? listParts(rule.actions, macros) : []
  const actions: PlannedAction[] = []
  let foreseen: Place = context.past.record.state
  for (const [place, part] of parts.entries()) {
    const id = `${listener}/${event.id}/${n + place}`
    const { partOf } = part
    const type = part.kind === 'action' ? part.action.type : 'macro'
    const planned =
      part.kind === 'action' && cut === null
        ? await planStep(transaction, part.action, {
            ...context,
            because: rule.name,
            place: foreseen,
          })
        : null
    const step = planned?.step ?? null
    foreseen = planned?.place ?? foreseen
    const code = part.kind === 'refused' ? part.code : cut
    const isRefused = step?.kind === 'refused'
    actions.push({
      ...{ id, type, place, partOf },
      ...(isRefused ? { step: null, code: step.code } : { step, code }),
    })
  }
  const isOfTime = rule.trigger.after === undefined ? {} : ({ isOfTime: true } as const)
  const actor: Actor = {
    kind: 'system',
    for: { by: 'rule', ruleId: rule.id, depth, ...cause, ...isOfTime },
  }
  return { run, event, depth, actor, actions }
}

interface StepPlan {
  step: Step
  /** Where the ticket is taken to be after it. */
  place: Place
}

async function planStep(
  transaction: ListenerTransaction,
  action: SingleAction,
  { past, given, place, because }: PlanContext & { place: Place; because: string },
): Promise<StepPlan> {
  const { record } = past
  const { chosen: found, ...known } = await readStepFacts(transaction, place, action, given)
  const chosen = nameDepartment(found, place, record.state)
  const values = readPlaceholders(record)
  const context = {
    ticket: place,
    values,
    because,
    ...known,
    ...(chosen === undefined ? {} : { chosen }),
  }
  const category = await readNamedCategory(transaction, action)
  return { step: planAction(action, context), place: foresee(place, action, { category, chosen }) }
}
