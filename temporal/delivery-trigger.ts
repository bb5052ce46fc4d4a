import type { Client } from '@temporalio/client'
import type { Database } from '../src/database/pool.js'
import { createOutboxQueue } from '../src/database/queue.js'
import type { deliveries } from '../workflows/index.js'
import { deliveriesWorkflowId } from './ids.js'

const CALL_DEADLINE_MS = 5_000

/** Signals an organization's deliveries when its outbox has new mails. A signal too many is harmless. */
export function createDeliveryTrigger(db: Database, client: Client, taskQueue: string) {
  const queue = createOutboxQueue(db, ['mail', 'digest'])
  const signalled = new Map<string, string>()
  return async function triggerDeliveries(): Promise<void> {
    for (const { organizationId, organizationSlug, newest } of await queue.readNewest()) {
      if (signalled.get(organizationId) === newest) continue
      await client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, () =>
        client.workflow.signalWithStart<typeof deliveries, []>('deliveries', {
          workflowId: deliveriesWorkflowId(organizationSlug),
          taskQueue,
          args: [{ organizationId }],
          signal: 'mailsDue',
          signalArgs: [],
          staticSummary: `Mails of ${organizationSlug}`,
        }),
      )
      signalled.set(organizationId, newest)
    }
  }
}
