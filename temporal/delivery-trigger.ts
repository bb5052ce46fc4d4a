import type { Client } from '@temporalio/client'
import type { Database } from '../src/database/pool.js'
import { createOutboxQueue } from '../src/database/queue.js'
import type { deliveries } from '../workflows/index.js'
import { deliveriesWorkflowId } from './ids.js'

const CALL_DEADLINE_MS = 5_000
/** A run that was lost is found again by this: as long as a mail waits, its run is signalled. */
const SIGNAL_AGAIN_MS = 60_000
/** A run takes ten thousand signals: one that has not come to what it was signalled for gets few. */
const SIGNAL_STUCK_MS = 10_000

/**
 * Signals an organization's deliveries when its outbox has new mails. A signal too many is harmless; one that fails
 * keeps no other organization from its own.
 */
export function createDeliveryTrigger(db: Database, client: Client, taskQueue: string) {
  const queue = createOutboxQueue(db, ['mail', 'digest'])
  const signalled = new Map<string, { newest: string; atMs: number }>()

  function isDue(organizationId: string, oldest: string | null, newest: string): boolean {
    const last = signalled.get(organizationId)
    if (last === undefined) return true
    const sinceMs = Date.now() - last.atMs
    if (last.newest === newest) return sinceMs >= SIGNAL_AGAIN_MS
    const isStuck = oldest !== null && BigInt(oldest) <= BigInt(last.newest)
    return !isStuck || sinceMs >= SIGNAL_STUCK_MS
  }

  return async function triggerDeliveries(): Promise<void> {
    const waiting = await queue.readNewest()
    const due = waiting.filter((one) => isDue(one.organizationId, one.oldestDue, one.newest))
    const results = await Promise.allSettled(
      due.map(async ({ organizationId, organizationSlug, newest }) => {
        await signalDeliveries(client, taskQueue, { organizationId, organizationSlug })
        signalled.set(organizationId, { newest, atMs: Date.now() })
      }),
    )
    const failed = results.find((result) => result.status === 'rejected')
    if (failed !== undefined) throw failed.reason
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
