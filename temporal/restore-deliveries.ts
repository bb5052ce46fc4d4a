import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { foundingSlug } from '../src/database/names.js'
import { isUuid } from '../src/database/uuid.js'
import { LETTER_CHANNELS } from '../src/domain/ticket/outcome/channels.js'
import type { delivery } from '../workflows/index.js'
import { signalDeliveries } from './delivery-trigger.js'
import type { LostRun, SearchDeps } from './lost-run.js'

const CALL_WITHIN_MS = 5_000

/** An organization's batches, of whichever channel. */
export async function restoreDeliveries(
  { db, client, taskQueue }: SearchDeps,
  runs: LostRun[],
): Promise<void> {
  const lost = runs.map(({ workflowId }) => {
    const [, slug = '', channel = 'mail'] = workflowId.split('/')
    return { slug, channel: LETTER_CHANNELS.find((one) => one === channel) ?? 'mail' }
  })
  const organizations = await db.query<{ organizationId: string; organizationSlug: string }>(
    `SELECT g.id AS "organizationId", ${foundingSlug('g')} AS "organizationSlug" FROM organization g
     WHERE ${foundingSlug('g')} = ANY($1) AND g.active`,
    [lost.map(({ slug }) => slug)],
  )
  for (const organization of organizations) {
    const ofIt = lost.filter(({ slug }) => slug === organization.organizationSlug)
    for (const channel of new Set(ofIt.map((run) => run.channel))) {
      await signalDeliveries(client, taskQueue, organization, channel)
    }
  }
}

/** Single letters that are still to be sent. */
export async function restoreDelivery(
  { db, client, taskQueue }: SearchDeps,
  runs: LostRun[],
): Promise<void> {
  const idByOutboxId = new Map(
    runs.map(({ workflowId }) => [workflowId.split('/')[2] ?? '', workflowId]),
  )
  const open = await db.query<{ outboxId: string; organizationId: string }>(
    `SELECT id AS "outboxId", organization_id AS "organizationId" FROM outbox
     WHERE id = ANY($1::uuid[]) AND done_at IS NULL`,
    [[...idByOutboxId.keys()].filter(isUuid)],
  )
  for (const { outboxId, organizationId } of open) {
    const workflowId = idByOutboxId.get(outboxId)
    if (workflowId === undefined) continue
    const start = () =>
      client.workflow.start<typeof delivery>('delivery', {
        workflowId,
        taskQueue,
        args: [{ organizationId, outboxId }],
      })
    try {
      await client.connection.withDeadline(Date.now() + CALL_WITHIN_MS, start)
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
    }
  }
}
