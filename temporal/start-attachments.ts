import { type Client, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import type { Database } from '../src/database/pool.js'
import { createOutboxQueue } from '../src/database/queue.js'
import type { attachment } from '../workflows/index.js'
import { ORGANIZATION } from '../workflows/search-attributes.js'
import { attachmentWorkflowId } from './ids.js'
import { createReachability } from './reachability.js'

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
export function createAttachmentStarter(deps: StartDeps): () => Promise<boolean> {
  const queue = createOutboxQueue(deps.db, ['attachment'])
  const { isUnreachable } = createReachability(deps.client)
  type Row = Awaited<ReturnType<typeof queue.lease>>[number]

  async function carry(row: Row): Promise<Carried> {
    try {
      await start(deps, row)
      return { id: row.id, outcome: 'done' }
    } catch (error) {
      const outcome = (await isUnreachable(error)) ? 'unreachable' : 'failed'
      return { id: row.id, outcome, error }
    }
  }

  return async () => {
    const leased = await queue.lease(AT_ONCE, LEASE_SECONDS)
    const carried = await Promise.all(leased.map(carry))
    const ids = (outcome: Carried['outcome']) =>
      carried.filter((one) => one.outcome === outcome).map(({ id }) => id)
    await queue.complete(ids('done'))
    await queue.retryLater(ids('unreachable'), RETRY_SECONDS)
    await queue.retryEverLater(ids('failed'))
    for (const one of carried) if ('error' in one) throw one.error
    return leased.length === AT_ONCE
  }
}

interface Carried {
  id: string
  outcome: 'done' | 'unreachable' | 'failed'
  error?: unknown
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
