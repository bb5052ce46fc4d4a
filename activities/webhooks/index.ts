import type { Database } from '../../src/database/pool.js'
import { deliverWebhookActivity } from './deliver.js'
import type { SendDeps } from './send.js'

/** What goes to addresses that admins name, and has a queue of its own. */
export function webhookActivities(deps: SendDeps & { db: Database }) {
  return { deliverWebhook: deliverWebhookActivity(deps) }
}

export type WebhookActivities = ReturnType<typeof webhookActivities>
