import {
  type Client,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  type WorkflowStartOptions,
} from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import type { Database } from '../src/database/pool.js'
import { createOutboxQueue, type Leased, type OutboxKind } from '../src/database/queue.js'
import { ORGANIZATION } from '../workflows/search-attributes.js'
import { createReachability } from './reachability.js'

const AT_ONCE = 8
/** More than a call takes; what a killed worker had in hand is another's after it. */
const LEASE_SECONDS = 6
const RETRY_SECONDS = 1
const CALL_DEADLINE_MS = 5_000

export interface StartDeps {
  db: Database
  client: Client
  taskQueue: string
}

/** What the row is about stands as its `ticketId`. */
export type Starting = Leased<{ kind: string; payload: unknown }>

/** What these runs have in common: one that is there already goes on as it is, and an ended one is followed by another. */
export function commonStartOptions({ taskQueue }: StartDeps, { organizationSlug }: Starting) {
  return {
    taskQueue,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: ORGANIZATION, value: organizationSlug },
    ]),
  } satisfies Partial<WorkflowStartOptions>
}

/**
 * Starts the runs that rows of one kind ask for, by `start`; true when there may be more. Twice is harmless: one that runs
 * goes on, and one that has nothing to do ends.
 */
export function createRunStarter(
  { db, client }: StartDeps,
  kind: OutboxKind,
  start: (row: Starting) => Promise<void>,
  atOnce = AT_ONCE,
): () => Promise<boolean> {
  const queue = createOutboxQueue(db, [kind])
  const { isUnreachable } = createReachability(client)

  async function carry(rows: readonly [Starting, ...Starting[]]): Promise<Carried> {
    const [row] = rows
    const ids = rows.map(({ id }) => id)
    try {
      await client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, () => start(row))
      return { ids, outcome: 'done' }
    } catch (error) {
      const outcome = (await isUnreachable(error)) ? 'unreachable' : 'failed'
      return { ids, outcome, error }
    }
  }

  return async () => {
    const leased = await queue.lease(atOnce, LEASE_SECONDS)
    const carried = await Promise.all(groupBySubject(leased).map(carry))
    const ids = (outcome: Carried['outcome']) =>
      carried.filter((one) => one.outcome === outcome).flatMap((one) => one.ids)
    await queue.complete(ids('done'))
    await queue.retryLater(ids('unreachable'), RETRY_SECONDS)
    await queue.retryEverLater(ids('failed'))
    for (const one of carried) if ('error' in one) throw one.error
    return leased.length === atOnce
  }
}

/** What several rows want of one run is done once. */
function groupBySubject(rows: readonly Starting[]): [Starting, ...Starting[]][] {
  const groups = new Map<string, [Starting, ...Starting[]]>()
  for (const row of rows) {
    const known = groups.get(row.ticketId)
    if (known === undefined) groups.set(row.ticketId, [row])
    else known.push(row)
  }
  return [...groups.values()]
}

interface Carried {
  ids: string[]
  outcome: 'done' | 'unreachable' | 'failed'
  error?: unknown
}
