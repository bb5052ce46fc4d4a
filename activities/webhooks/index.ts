import type { Database } from '../../src/database/pool.js'
import { type PollMailboxDeps, pollMailboxActivity } from '../mail-in/poll.js'
import { deliverWebhookActivity } from './deliver.js'
import type { SendDeps } from './send.js'

/** What goes to addresses that admins name, and has a queue of its own. */
export function webhookActivities(deps: SendDeps & PollMailboxDeps & { db: Database }) {
  return { deliverWebhook: deliverWebhookActivity(deps), pollMailbox: pollMailboxActivity(deps) }
}

export type WebhookActivities = ReturnType<typeof webhookActivities>
