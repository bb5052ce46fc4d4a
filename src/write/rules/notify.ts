import { WORK_ORDER_NEWS } from '../../domain/work-orders/news.js'
import type { ListenerTransaction } from '../listeners/listener.js'
import type { PlannedRun } from './plan-run.js'
import type { Said } from './say.js'

const NOTIFY = `SELECT tell_people($1, 'work_order_notice', $2::jsonb, $3::uuid[], 'workOrder', $4::jsonb)`

/**
 * Tells people what rules have to say of work orders; what became of each, by its id. Once: the run of a rule and an event is
 * there once, and this is written with it.
 */
export async function notifyForRules(
  { query }: ListenerTransaction,
  planned: readonly PlannedRun[],
): Promise<Map<string, Said>> {
  const channels = JSON.stringify(WORK_ORDER_NEWS.kinds.work_order_notice.by)
  const told = new Map<string, Said>()
  for (const { run, event, actions } of planned) {
    const { id: ruleId, version } = run.rule
    for (const { id, place, step } of actions) {
      if (step?.kind !== 'notice') continue
      const about = { workOrderId: event.entityId, ruleId, version, action: place }
      await query(NOTIFY, [channels, step.users, JSON.stringify(about)])
      told.set(id, { ok: true, code: null })
    }
  }
  return told
}
