import type { Client } from '@temporalio/client'
import type { Database } from '../src/database/pool.js'
import { createOutboxQueue, type Leased, type OutboxKind } from '../src/database/queue.js'
import type { Family } from '../src/domain/ticket/deadlines.js'
import { readPosition } from '../src/domain/ticket/position.js'
import type { TicketState } from '../src/domain/ticket/state.js'
import { signalCatchUp } from './signal-catch-up.js'
import { type StartSettings, workflowStartOptions } from './workflow-start-options.js'

const IN_FLIGHT = 8
/** While commands run, starts take turns with them: a start costs as much as two commands. */
const IN_FLIGHT_WHILE_BUSY = 1
/** More than a call takes; what a killed worker had in hand is another's after it. */
const LEASE_SECONDS = 6
const RETRY_SECONDS = 1
const CALL_DEADLINE_MS = 5_000

export interface DispatcherDeps {
  db: Database
  client: Client
  settings: StartSettings
  /** Whether commands were carried out just now. */
  busy: () => boolean
}

/** A signal's payload says whom it is for: the ticket's own run, or one beside it. */
interface Payload {
  family?: Family
  n?: number
}
type Row = Leased<{ kind: OutboxKind; payload: Payload }>

/** Starts and signals workflows, a few at a time; true when there may be more. Twice is harmless: each reads its row. */
export async function dispatchOutbox({
  db,
  client,
  settings,
  busy,
}: DispatcherDeps): Promise<boolean> {
  const queue = createOutboxQueue(db, ['start', 'signal'])
  const leased = await lease(db, busy() ? IN_FLIGHT_WHILE_BUSY : IN_FLIGHT)
  if (leased.length === 0) return false
  const states = await readStates(db, leased)
  const results = await Promise.allSettled(
    leased.map((row) =>
      client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, () =>
        dispatch(client, row, states.get(row.ticketId), settings),
      ),
    ),
  )
  const ids = (status: 'fulfilled' | 'rejected') =>
    leased.filter((_, index) => results[index]?.status === status).map(({ id }) => id)
  await queue.complete(ids('fulfilled'))
  await queue.retryLater(ids('rejected'), RETRY_SECONDS)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  return true
}

/** Signals go first: behind a burst of filings they would wait for minutes. */
async function lease(db: Database, limit: number): Promise<Row[]> {
  const take = (kind: OutboxKind, most: number) =>
    createOutboxQueue(db, [kind]).lease<Payload>(most, LEASE_SECONDS)
  const signals = await take('signal', limit)
  const left = limit - signals.length
  return left === 0 ? signals : [...signals, ...(await take('start', left))]
}

async function readStates(db: Database, rows: Row[]): Promise<Map<string, TicketState>> {
  const found = await db.query<{ id: string; state: TicketState }>(
    `SELECT t.id, t.state FROM unnest($1::uuid[], $2::uuid[]) AS named (organization_id, id)
     JOIN ticket t USING (organization_id, id)`,
    [rows.map(({ organizationId }) => organizationId), rows.map(({ ticketId }) => ticketId)],
  )
  return new Map(found.map(({ id, state }) => [id, state]))
}

/** A new ticket's start, or word to a run that another run's commit concerns. */
async function dispatch(
  client: Client,
  { kind, payload, organizationId, organizationSlug, ticketId, number }: Row,
  state: TicketState | undefined,
  settings: StartSettings,
): Promise<void> {
  if (state === undefined) return // its organization is gone
  const { family = 'ticket', n } = payload
  const ref = { organizationId, organizationSlug, ticketId, number, family }
  const run = n === undefined ? ref : { ...ref, n }
  const position = readPosition(state, family, n)
  if (kind === 'signal') return signalCatchUp(client, run, position, settings)
  await client.workflow.start(family, workflowStartOptions(run, position, settings))
}
