import type { Client } from '@temporalio/client'
import { createLetterBacklog } from '../src/database/letter-backlog.js'
import type { Database } from '../src/database/pool.js'
import { LETTER_CHANNELS, type LetterChannel } from '../src/domain/ticket/outcome/channels.js'
import type { deliveries } from '../workflows/index.js'
import { deliveriesWorkflowId } from './ids.js'

const CALL_DEADLINE_MS = 5_000
/** A run that was lost is found again by this: as long as a letter waits, its run is signalled. */
const SIGNAL_AGAIN_MS = 60_000
/** A run takes ten thousand signals: one that has not come to what it was signalled for gets few. */
const SIGNAL_STUCK_MS = 10_000
/** While its letters do not leave, an organization's are looked at less often. */
const LOOK_AGAIN_MS = 3_000

/** The newest letter when an organization's were last looked at, or its run signalled; when they were found behind. */
interface Look {
  newest: string
  atMs: number
  behindAtMs: number
}
const NEVER: Look = { newest: '0', atMs: 0, behindAtMs: 0 }

/**
 * Signals an organization's deliveries when its outbox has new letters. A signal too many is harmless; one that fails
 * keeps no other organization, nor channel, from its own.
 */
export function createDeliveryTrigger(db: Database, client: Client, taskQueue: string) {
  const triggers = LETTER_CHANNELS.map((channel) =>
    createChannelTrigger({ db, client, taskQueue, channel }),
  )
  return async function triggerDeliveries(): Promise<void> {
    refuseFailed(await Promise.allSettled(triggers.map((trigger) => trigger())))
  }
}

function refuseFailed(results: readonly PromiseSettledResult<unknown>[]): void {
  const failed = results.find((result) => result.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

interface TriggerDeps {
  db: Database
  client: Client
  taskQueue: string
  channel: LetterChannel
}

function createChannelTrigger({ db, client, taskQueue, channel }: TriggerDeps) {
  const backlog = createLetterBacklog(db, channel)
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
    await signalDeliveries(client, taskQueue, organization, channel)
    looked.set(organizationId, { ...NEVER, newest, atMs: Date.now() })
  }

  return async (): Promise<void> =>
    refuseFailed(await Promise.allSettled((await backlog.readNewest()).map(trigger)))
}

const WORDS: Record<LetterChannel, string> = {
  mail: 'Mails',
  push: 'Push messages',
  sms: 'Text messages',
}

/** Starts the run if there is none. */
export async function signalDeliveries(
  client: Client,
  taskQueue: string,
  { organizationId, organizationSlug }: { organizationId: string; organizationSlug: string },
  channel: LetterChannel,
): Promise<void> {
  await client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, () =>
    client.workflow.signalWithStart<typeof deliveries, []>('deliveries', {
      workflowId: deliveriesWorkflowId(organizationSlug, channel),
      taskQueue,
      args: [{ organizationId, ...(channel === 'mail' ? {} : { channel }) }],
      signal: 'mailsDue',
      signalArgs: [],
      staticSummary: `${WORDS[channel]} of ${organizationSlug}`,
    }),
  )
}
