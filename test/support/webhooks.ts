import { deliverWebhookActivity } from '../../activities/webhooks/deliver.js'
import { loadKeyRing } from '../../src/auth/keys.js'
import { signReply } from '../../src/auth/reply-tokens.js'
import { unseal } from '../../src/auth/seal.js'
import { numberCommitted } from '../../src/database/sequence.js'
import type { Outbound } from '../../src/outbound/outbound.js'
import { createListenerRounds } from '../../src/write/listeners/rounds.js'
import { createWebhookListener } from '../../src/write/webhooks/listener.js'
import { run } from './deliveries.js'
import type { World } from './world.js'

/** Webhooks of a world without a worker: what the loops and the workflow would do is called. */
export function createHooks(
  world: World,
  outbound: () => Outbound,
  base: () => string = () => 'http://help.example/api/v1',
) {
  async function make(body: Record<string, unknown>) {
    const { body: made } = await world.call('admin', 'POST', '/admin/webhooks', {
      ...{ name: `hook ${Math.random()}`, events: ['*'] },
      ...body,
    })
    return made as { id: string; secret: string }
  }

  /** What has happened becomes deliveries. */
  async function listen(): Promise<void> {
    while ((await numberCommitted(world.db, 1_000)).count > 0);
    const { replySecrets } = await loadKeyRing(world.config.signingKeys)
    const listener = createWebhookListener(
      (announcement) => `${base()}/hooks/tickets/${signReply(replySecrets[0], announcement)}`,
    )
    const round = createListenerRounds({
      ...{ db: world.db, listeners: [listener] },
      onError: (error) => {
        throw error
      },
    })
    while (await round());
  }

  async function deliver(webhookId: string, now: () => number = Date.now) {
    const deliverWebhook = deliverWebhookActivity({
      ...{ db: world.db, outbound: outbound(), now },
      openSecret: (kept, id) => unseal(kept, id, world.config.temporal.codecKeys),
    })
    return run(deliverWebhook, await world.organizationId(), webhookId)
  }

  /** As if this long had passed for all that waits. */
  const wait = (webhookId: string, interval: string) =>
    world.db.query(
      `UPDATE webhook_delivery SET began_at = began_at - $2::interval, next_attempt_at = next_attempt_at - $2::interval
       WHERE webhook_id = $1 AND status = 'pending'`,
      [webhookId, interval],
    )

  const list = async (webhookId: string) =>
    (await world.call('admin', 'GET', `/admin/webhooks/${webhookId}/deliveries?limit=200`)).body
      .items as Record<string, any>[]

  return { make, listen, deliver, wait, list }
}
