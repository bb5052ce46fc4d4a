import type { Client } from '@temporalio/client'
import { createMailBacklog } from '../src/database/mail-backlog.js'
import type { Database } from '../src/database/pool.js'
import type { deliveries } from '../workflows/index.js'
import { deliveriesWorkflowId } from './ids.js'

const CALL_DEADLINE_MS = 5_000
/** A run that was lost is found again by this: as long as a mail waits, its run is signalled. */
const SIGNAL_AGAIN_MS = 60_000
/** A run takes ten thousand signals: one that has not come to what it was signalled for gets few. */
const SIGNAL_STUCK_MS = 10_000
/** While its mails do not leave, an organization's are looked at less often. */
const LOOK_AGAIN_MS = 3_000

/** The newest mail when an organization's were last looked at, or its run signalled; when they were found behind. */
interface Look {
  newest: string
  atMs: number
  behindAtMs: number
}
const NEVER: Look = { newest: '0', atMs: 0, behindAtMs: 0 }

/**
 * Signals an organization's deliveries when its outbox has new mails. A signal too many is harmless; one that fails
 * keeps no other organization from its own.
 */
export function createDeliveryTrigger(db: Database, client: Client, taskQueue: string) {
  const backlog = createMailBacklog(db)
  const looked = new Map<string, Look>()

  async function isDue(organizationId: string, newest: string): Promise<boolean> {
    const last = looked.get(organizationId) ?? NEVER
    const nowMs = Date.now()
    const isNew = BigInt(newest) > BigInt(last.newest)
    const restMs = isNew ? last.behindAtMs + LOOK_AGAIN_MS : last.atMs + SIGNAL_AGAIN_MS
    if (nowMs < restMs) return false
    const { isWaiting, isBehind } = await backlog.readWaiting(organizationId, last.newest)
    if (isNew && isBehind && nowMs < last.atMs + SIGNAL_STUCK_MS) {
      looked.set(organizationId, { ...last, behindAtMs: nowMs })
      return false
    }
    if (!isWaiting) looked.set(organizationId, { ...NEVER, newest, atMs: nowMs })
    return isWaiting
  }

  async function trigger(organization: Awaited<ReturnType<typeof backlog.readNewest>>[number]) {
    const { organizationId, newest } = organization
    if (!(await isDue(organizationId, newest))) return
    await signalDeliveries(client, taskQueue, organization)
    looked.set(organizationId, { ...NEVER, newest, atMs: Date.now() })
  }

  return async function triggerDeliveries(): Promise<void> {
    const results = await Promise.allSettled((await backlog.readNewest()).map(trigger))
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
