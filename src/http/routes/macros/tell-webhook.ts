import { bindToOrganization } from '../../../write/listeners/listener.js'
import { tellWebhooks } from '../../../write/webhooks/tell-webhooks.js'
import { type AppDeps, type Asking, currentInstant } from '../../env.js'

/** Under the id of the work, which a repetition has, too: what is known is not told again. */
export async function tellWebhook(
  asking: Asking,
  deps: AppDeps,
  ticketId: string,
  { webhookId, name }: { webhookId: string; name: string },
): Promise<{ ok: boolean; code?: string }> {
  const { organizationId } = asking.get('caller')
  const id = asking.get('workId')
  const telling = {
    webhookId,
    entity: 'ticket' as const,
    entityId: ticketId,
    id,
    at: currentInstant(deps),
    because: { macro: { name } },
  }
  const failed = await deps.db.transaction((transaction) =>
    tellWebhooks(bindToOrganization(transaction, organizationId), [
      { ...telling, type: 'macro.applied' },
    ]),
  )
  deps.notifyCommitted()
  return failed.has(id) ? { ok: false, code: 'webhook_not_found' } : { ok: true }
}
