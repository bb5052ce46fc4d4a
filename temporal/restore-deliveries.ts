import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { isUuid } from '../src/database/uuid.js'
import type { delivery } from '../workflows/index.js'
import { signalDeliveries } from './delivery-trigger.js'
import type { LostRun, SearchDeps } from './lost-run.js'

const CALL_WITHIN_MS = 5_000

/** An organization's batches. */
export async function restoreDeliveries(
  { db, client, taskQueue }: SearchDeps,
  runs: LostRun[],
): Promise<void> {
  const slugs = runs.map(({ workflowId }) => workflowId.split('/')[1] ?? '')
  const organizations = await db.query<{ organizationId: string; organizationSlug: string }>(
    `SELECT id AS "organizationId", slug AS "organizationSlug" FROM organization
     WHERE slug = ANY($1) AND active`,
    [slugs],
  )
  for (const organization of organizations) await signalDeliveries(client, taskQueue, organization)
}

/** Single mails that are still to be sent. */
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
