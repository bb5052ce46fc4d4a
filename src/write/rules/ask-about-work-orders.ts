import { type CompiledRule, type RuleRun, runRules } from '../../domain/automation/rules.js'
import {
  listWorkOrderActions,
  planWorkOrderAction,
  readWorkOrderMoment,
  type WorkOrderChange,
} from '../../domain/automation/work-orders.js'
import type { DomainEvent } from '../../domain/events/domain-event.js'
import { readWorkOrderHeads } from '../../read/rules/work-order-heads.js'
import { listHolders } from '../../read/users/list-holders.js'
import type { ListenerTransaction } from '../listeners/listener.js'
import type { Active } from './arm.js'
import { countActs } from './count-acts.js'
import type { PlannedAction, PlannedRun } from './plan-run.js'
import { writeRuns } from './write-runs.js'

/** Rules do nothing to work orders: what happens to them is a first cause. */
const DEPTH = 1

type WorkOrderEvent = DomainEvent & { entity: 'work_order' }

/** Asks about each work order as its event left it; what its rules say is done at once. */
export async function askAboutWorkOrders(
  transaction: ListenerTransaction,
  rules: readonly Active[],
  events: readonly WorkOrderEvent[],
): Promise<void> {
  const ids = events.map(({ entityId }) => entityId)
  const heads = await readWorkOrderHeads(transaction, ids)
  const acts = await countActs(transaction, events, 'work_order_id')
  const planned: PlannedRun[] = []
  for (const event of events) {
    const headId = heads.get(event.entityId)
    if (headId === undefined) continue // it was deleted since
    const begun = performance.now()
    const made = rules.filter(({ createdAt }) => createdAt <= event.at)
    const runs = judge(event, made, (ruleId) => acts.count(event, ruleId))
    const spentUs = Math.round(((performance.now() - begun) * 1_000) / Math.max(runs.length, 1))
    let n = 0
    for (const run of runs) {
      const actions = await planActions(transaction, run, { event, headId, n })
      if (run.match.matched && run.cut === null) acts.add(event, run.rule.id)
      const because = { by: 'rule', ruleId: run.rule.id, depth: DEPTH } as const
      const actor = { kind: 'system', for: because } as const
      planned.push({ run, event, depth: DEPTH, actor, actions, spentUs })
      n += actions.length
    }
  }
  await writeRuns(transaction, planned)
}

function judge(
  { name, data }: WorkOrderEvent,
  rules: readonly CompiledRule[],
  count: (ruleId: string) => number,
): RuleRun[] {
  const { change } = data as { change?: WorkOrderChange } // as it is published; releases without such rules did not say it
  if (change === undefined) return []
  const moment = readWorkOrderMoment(change)
  return runRules(rules, { event: name, depth: DEPTH, moment, countActs: count })
}

/** What a rule that matched has done; one that is cut off is shown with what it would have. */
async function planActions(
  transaction: ListenerTransaction,
  { rule, match, cut }: RuleRun,
  { event, headId, n }: { event: WorkOrderEvent; headId: string | null; n: number },
): Promise<PlannedAction[]> {
  const listed = match.matched ? listWorkOrderActions(rule.actions) : []
  const actions: PlannedAction[] = []
  for (const { action, place } of listed) {
    const { type } = action
    const own = { id: `rules/${event.id}/${n + place}`, type, place, partOf: null }
    const isByRole = type === 'notify' && action.roles !== undefined
    const holders = isByRole ? await listHolders(transaction, action.roles ?? []) : []
    const step = cut === null ? planWorkOrderAction(action, { headId, holders }) : null
    const isRefused = step?.kind === 'refused'
    actions.push(isRefused ? { ...own, step: null, code: step.code } : { ...own, step, code: cut })
  }
  return actions
}
