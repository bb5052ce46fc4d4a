import type { ListenerTransaction } from '../listeners/listener.js'
import { tellWebhooks } from '../webhooks/tell-webhooks.js'
import type { PlannedRun } from './plan-run.js'
import type { Said } from './say.js'

/** Writes what rules tell webhooks; what became of each, by its id. */
export async function tellForRules(
  transaction: ListenerTransaction,
  planned: readonly PlannedRun[],
): Promise<Map<string, Said>> {
  const tellings = planned.flatMap(({ run: { rule }, event, actions }) =>
    actions.flatMap(({ id, step }) => {
      if (step?.kind !== 'webhook') return []
      const { webhookId } = step
      const { entity, entityId, at } = event
      const because = { rule: { id: rule.id, name: rule.name }, event: event.name }
      return [{ id, webhookId, entity, entityId, at, because, type: 'rule.matched' as const }]
    }),
  )
  const failed = await tellWebhooks(transaction, tellings)
  return new Map(
    tellings.map(({ id }) => {
      const isOff = failed.has(id)
      return [id, { ok: !isOff, code: isOff ? 'webhook_not_found' : null }]
    }),
  )
}
