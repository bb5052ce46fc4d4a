import type { Client } from '@temporalio/client'
import type { Database } from '../src/database/pool.js'
import { createOutboxQueue, IS_DUE, type Leased, type OutboxKind } from '../src/database/queue.js'
import type { Family } from '../src/domain/ticket/deadlines.js'
import { readPosition } from '../src/domain/ticket/position.js'
import type { TicketState } from '../src/domain/ticket/state.js'
import { isDisconnected } from './failures.js'
import { workflowId } from './ids.js'
import { signalCatchUp } from './signal-catch-up.js'
import type { StartGate } from './start-gate.js'
import { type RunRef, type StartSettings, workflowStartOptions } from './workflow-start-options.js'

const SIGNALS_IN_FLIGHT = 8
/** While commands wait, what runs behind them takes turns with them. */
const IN_FLIGHT_WHILE_BUSY = 1
/** More than a call takes; what a killed worker had in hand is another's after it. */
const LEASE_SECONDS = 6
const RETRY_SECONDS = 1
const CALL_DEADLINE_MS = 5_000

export interface DispatcherDeps {
  db: Database
  client: Client
  /** By the worker's own connection, which the server may hand first tasks to at once; undefined while none serves. */
  eagerClient: () => Client | undefined
  settings: StartSettings
  gate: StartGate
  /** Whether commands were carried out just now. */
  isBusy: () => boolean
}

/** A signal's payload says whom it is for: the ticket's own run, or one beside it. */
interface Payload {
  family?: Family
  n?: number
}
type Row = Leased<{ kind: OutboxKind; payload: Payload }>
/** What several rows want of one run is done once. */
interface Errand {
  ids: string[]
  kind: OutboxKind
  run: RunRef
}

/** Starts and signals workflows, a few at a time; true when there may be more. Twice is harmless: each reads its row. */
export async function dispatchOutbox(deps: DispatcherDeps): Promise<boolean> {
  const queue = createOutboxQueue(deps.db, ['start', 'signal'])
  const leased = await lease(deps)
  if (leased.length === 0) return false
  const states = await readStates(deps.db, leased)
  const errands = listErrands(leased)
  const settled = await Promise.all(
    errands.map(async (errand) => ({
      errand,
      outcome: await settle(carry(deps, errand, states.get(errand.run.ticketId))),
    })),
  )
  const ids = (...kinds: Outcome['kind'][]) =>
    settled.flatMap(({ errand, outcome }) => (kinds.includes(outcome.kind) ? errand.ids : []))
  await queue.complete(ids('done', 'begun'))
  await queue.retryLater(ids('unreachable'), RETRY_SECONDS)
  await queue.retryEverLater(ids('failed'))
  for (const { outcome } of settled) if ('error' in outcome) throw outcome.error
  return settled.every(({ outcome }) => outcome.kind === 'done')
}

/** An outage, `unreachable`, counts against no row. */
type Outcome = { kind: Carried } | { kind: 'unreachable' | 'failed'; error: unknown }

async function settle(carried: Promise<Carried>): Promise<Outcome> {
  try {
    return { kind: await carried }
  } catch (error) {
    return { kind: isDisconnected(error) ? 'unreachable' : 'failed', error }
  }
}

/** Signals go first: behind a burst of filings they would wait for minutes. */
async function lease({ db, gate, isBusy }: DispatcherDeps): Promise<Row[]> {
  const { hasDue, hasCommands } = await lookAhead(db)
  if (!hasDue) return []
  const isYielding = isBusy() || hasCommands
  const limit = (most: number) => (isYielding ? Math.min(most, IN_FLIGHT_WHILE_BUSY) : most)
  const take = (kind: OutboxKind, most: number) =>
    createOutboxQueue(db, [kind]).lease<Payload>(most, LEASE_SECONDS)
  const signals = await take('signal', limit(SIGNALS_IN_FLIGHT))
  const room = limit(gate.room()) - signals.length
  return room <= 0 ? signals : [...signals, ...(await take('start', room))]
}

/** One statement where there is nothing to do. A command that came in just now, in any process, has no outcome yet. */
async function lookAhead(db: Database): Promise<{ hasDue: boolean; hasCommands: boolean }> {
  const [row] = await db.query<{ hasDue: boolean; hasCommands: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM outbox
         WHERE kind IN ('start', 'signal') AND done_at IS NULL AND ${IS_DUE}) AS "hasDue",
       EXISTS (SELECT 1 FROM command_inbox
         WHERE status = 'pending' AND created_at > now() - interval '5 seconds') AS "hasCommands"`,
  )
  return row ?? { hasDue: true, hasCommands: false }
}

function listErrands(rows: Row[]): Errand[] {
  const errands = new Map<string, Errand>()
  for (const { id, kind, payload, organizationId, organizationSlug, ticketId, number } of rows) {
    const { family = 'ticket', n } = payload
    const ref = { organizationId, organizationSlug, ticketId, number, family }
    const run = n === undefined ? ref : { ...ref, n }
    const key = JSON.stringify([ticketId, family, n])
    const known = errands.get(key)
    // a signal starts the run that it does not find, and so does what a start does
    if (known === undefined) errands.set(key, { ids: [id], kind, run })
    else errands.set(key, { ...known, ids: [...known.ids, id], kind: 'signal' })
  }
  return [...errands.values()]
}

async function readStates(db: Database, rows: Row[]): Promise<Map<string, TicketState>> {
  const found = await db.query<{ id: string; state: TicketState }>(
    `SELECT t.id, t.state FROM unnest($1::uuid[], $2::uuid[]) AS named (organization_id, id)
     JOIN ticket t USING (organization_id, id)`,
    [rows.map(({ organizationId }) => organizationId), rows.map(({ ticketId }) => ticketId)],
  )
  return new Map(found.map(({ id, state }) => [id, state]))
}

/** `begun`: its first task waits in a queue of the server, and more should not be put behind it. */
type Carried = 'done' | 'begun'

/** A new ticket's start, or word to a run that another run's commit concerns. */
async function carry(
  deps: DispatcherDeps,
  { kind, run }: Errand,
  state: TicketState | undefined,
): Promise<Carried> {
  if (state === undefined) return 'done' // its organization is gone
  const { client, eagerClient, settings, gate } = deps
  const position = readPosition(state, run.family, run.n)
  const deadline = Date.now() + CALL_DEADLINE_MS
  if (kind === 'signal') {
    await client.connection.withDeadline(deadline, () =>
      signalCatchUp(client, run, position, settings),
    )
    return 'done'
  }
  const options = workflowStartOptions(run, position, settings)
  const id = workflowId(run.family, run.organizationSlug, run.number, run.n)
  const eager = eagerClient()
  const starter = eager ?? client
  gate.note(id)
  try {
    const { eagerlyStarted } = await starter.connection.withDeadline(deadline, () =>
      starter.workflow.start(run.family, {
        ...options,
        ...(eager === undefined ? {} : { requestEagerStart: true }),
      }),
    )
    return eagerlyStarted ? 'done' : 'begun'
  } catch (error) {
    gate.settle(id)
    throw error
  }
}
