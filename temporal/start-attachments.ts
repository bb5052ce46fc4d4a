import { type Client, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import type { Database } from '../src/database/pool.js'
import { createOutboxQueue } from '../src/database/queue.js'
import type { attachment } from '../workflows/index.js'
import { ORGANIZATION } from '../workflows/search-attributes.js'
import { isDisconnected } from './failures.js'
import { attachmentWorkflowId } from './ids.js'

const AT_ONCE = 8
/** More than a call takes; what a killed worker had in hand is another's after it. */
const LEASE_SECONDS = 6
const RETRY_SECONDS = 1
const CALL_DEADLINE_MS = 5_000

interface StartDeps {
  db: Database
  client: Client
  taskQueue: string
}

/**
 * Starts the workflows of files whose bytes are in; true when there may be more. Twice is harmless: one that runs goes
 * on, and one that has nothing to do ends.
 */
export async function startAttachments(deps: StartDeps): Promise<boolean> {
  const queue = createOutboxQueue(deps.db, ['attachment'])
  const leased = await queue.lease(AT_ONCE, LEASE_SECONDS)
  const results = await Promise.allSettled(leased.map((row) => start(deps, row)))
  const ids = (isWanted: (result: PromiseSettledResult<void>) => boolean) =>
    leased.flatMap(({ id }, n) => {
      const result = results[n]
      return result !== undefined && isWanted(result) ? [id] : []
    })
  const isAway = (result: PromiseSettledResult<void>) =>
    result.status === 'rejected' && isDisconnected(result.reason)
  await queue.complete(ids(({ status }) => status === 'fulfilled'))
  await queue.retryLater(ids(isAway), RETRY_SECONDS)
  await queue.retryEverLater(ids((one) => one.status === 'rejected' && !isAway(one)))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  return leased.length === AT_ONCE
}

interface Starting {
  organizationId: string
  organizationSlug: string
  /** The file's: what the outbox's row is about. */
  ticketId: string
}

function start({ client, taskQueue }: StartDeps, row: Starting): Promise<void> {
  const { organizationId, organizationSlug, ticketId: attachmentId } = row
  return client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, async () => {
    await client.workflow.start<typeof attachment>('attachment', {
      workflowId: attachmentWorkflowId(organizationSlug, attachmentId),
      taskQueue,
      args: [{ organizationId, attachmentId }],
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
      staticSummary: `File ${attachmentId}`,
      typedSearchAttributes: new TypedSearchAttributes([
        { key: ORGANIZATION, value: organizationSlug },
      ]),
    })
  })
}
