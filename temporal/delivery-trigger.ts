import type { Client } from '@temporalio/client'
import type { Database } from '../src/database/pool.js'
import { createOutboxQueue } from '../src/database/queue.js'
import type { deliveries } from '../workflows/index.js'
import { deliveriesWorkflowId } from './ids.js'

const CALL_DEADLINE_MS = 5_000
/** A run that was lost is found again by this: as long as a mail waits, its run is signalled. */
const SIGNAL_AGAIN_MS = 60_000

/** Signals an organization's deliveries when its outbox has new mails. A signal too many is harmless. */
export function createDeliveryTrigger(db: Database, client: Client, taskQueue: string) {
  const queue = createOutboxQueue(db, ['mail', 'digest'])
  const signalled = new Map<string, { newest: string; atMs: number }>()
  return async function triggerDeliveries(): Promise<void> {
    for (const { organizationId, organizationSlug, newest } of await queue.readNewest()) {
      const last = signalled.get(organizationId)
      const isKnown = last?.newest === newest && Date.now() - last.atMs < SIGNAL_AGAIN_MS
      if (isKnown) continue
      await signalDeliveries(client, taskQueue, { organizationId, organizationSlug })
      signalled.set(organizationId, { newest, atMs: Date.now() })
    }
  }
}

/** Starts the run if there is none. */
export async function signalDeliveries(
  client: Client,
  taskQueue: string,
  { organizationId, organizationSlug }: { organizationId: string; organizationSlug: string },
): Promise<void> {
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
}
