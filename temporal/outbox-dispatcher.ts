import type { Client } from '@temporalio/client'
import type { Database } from '../src/database/pool.js'
import { createOutboxQueue, type Leased, type OutboxKind } from '../src/database/queue.js'
import type { CompanionFamily } from '../src/domain/ticket/deadlines.js'
import { type StartSettings, signalCatchUp, startTicket } from './workflow-start-options.js'

const IN_FLIGHT = 8
/** While commands run, starts take turns with them: a start costs as much as two commands. */
const IN_FLIGHT_WHILE_BUSY = 1
const LEASE_SECONDS = 30
const RETRY_SECONDS = 1
const CALL_DEADLINE_MS = 5_000

export interface DispatcherDeps {
  db: Database
  client: Client
  settings: StartSettings
  /** Whether commands were carried out just now. */
  busy: () => boolean
}

/** Of a start, its number alone; of a wake, whom it is for: the ticket's own run, or one beside it. */
interface Payload {
  family?: 'ticket' | CompanionFamily
  n?: number
}

/** Starts and signals workflows, a few at a time; true when there may be more. Twice is harmless: each reads its row. */
export async function dispatchOutbox({
  db,
  client,
  settings,
  busy,
}: DispatcherDeps): Promise<boolean> {
  const queue = createOutboxQueue(db, ['start', 'wake'])
  const limit = busy() ? IN_FLIGHT_WHILE_BUSY : IN_FLIGHT
  const leased = await queue.lease<Payload>(limit, LEASE_SECONDS)
  const results = await Promise.allSettled(
    leased.map((row) =>
      client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, () =>
        dispatch(client, row, settings),
      ),
    ),
  )
  const ids = (status: 'fulfilled' | 'rejected') =>
    leased.filter((_, index) => results[index]?.status === status).map(({ id }) => id)
  await queue.complete(ids('fulfilled'))
  await queue.retryLater(ids('rejected'), RETRY_SECONDS)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  return leased.length > 0
}

/** A new ticket's start, or word to a run that a commit of another concerns. */
function dispatch(
  client: Client,
  row: Leased<{ kind: OutboxKind; payload: Payload }>,
  settings: StartSettings,
): Promise<void> {
  const { kind, payload, organizationId, organizationSlug, ticketId, number } = row
  const ref = { organizationId, organizationSlug, ticketId, number }
  if (kind === 'start') return startTicket(client, ref, settings)
  const { family = 'ticket', n } = payload
  if (family === 'ticket') return signalCatchUp(client, ref, settings)
  return signalCatchUp(client, { ...ref, family, ...(n === undefined ? {} : { n }) }, settings)
}
