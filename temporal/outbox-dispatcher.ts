import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
} from '@temporalio/client'
import type { Database } from '../src/database/pool.js'
import { createOutboxQueue, IS_DUE, type Leased } from '../src/database/queue.js'
import type { Family } from '../src/domain/ticket/deadlines.js'
import { readPosition } from '../src/domain/ticket/position.js'
import type { TicketState } from '../src/domain/ticket/state.js'
import {
  CALL_DEADLINE_MS,
  COMMAND_WAITS_SECONDS,
  type Errand,
  type ErrandKind,
  FATES,
  LEASE_SECONDS,
  limitFirstStarts,
  limitSignals,
  limitStarts,
  listErrands,
  mayGoOn,
  type Outcome,
  RETRY_SECONDS,
} from './dispatch-round.js'
import { watchEagerness } from './eagerness.js'
import { workflowId } from './ids.js'
import { createReachability } from './reachability.js'
import { signalCatchUp } from './signal-catch-up.js'
import type { StartGate } from './start-gate.js'
import { type RunRef, type StartSettings, workflowStartOptions } from './workflow-start-options.js'

export interface DispatcherDeps {
  db: Database
  client: Client
  /** By the worker's own connection, which the server may hand first tasks to at once; undefined while none serves. */
  eagerClient: () => Client | undefined
  settings: StartSettings
  gate: StartGate
  /** Whether commands were carried out just now. */
  isBusy: () => boolean
  /** Called once, when many starts were to be eager, and none was. */
  onNeverEager: () => void
}

/** A signal's payload says whom it is for: the ticket's own run, or one beside it. */
interface Payload {
  family?: Family
  n?: number
}
type Row = Leased<{ kind: ErrandKind; payload: Payload }>

/** Starts and signals workflows, a few at a time; true when there may be more. Twice is harmless: each reads its row. */
export function createOutboxDispatcher(deps: DispatcherDeps): () => Promise<boolean> {
  const queues = createQueues(deps.db)
  const { isUnreachable } = createReachability(deps.client)
  const carrying = { ...deps, noteEager: watchEagerness(deps.onNeverEager) }

  async function settle(errand: Errand<RunRef>, carried: Promise<Outcome>): Promise<Settled> {
    try {
      return { errand, outcome: await carried }
    } catch (error) {
      return { errand, outcome: (await isUnreachable(error)) ? 'unreachable' : 'failed', error }
    }
  }

  let round = 0
  return async () => {
    const leased = await lease(deps, queues, round)
    round += 1
    if (leased.length === 0) return false
    const states = await readStates(deps.db, leased)
    const settled = await Promise.all(
      listErrands(leased.map(nameRun)).map((errand) =>
        settle(errand, carry(carrying, errand, states.get(errand.run.ticketId))),
      ),
    )
    const ids = (fate: (typeof FATES)[Outcome]) =>
      settled.flatMap(({ errand, outcome }) => (FATES[outcome] === fate ? errand.ids : []))
    await queues.start.complete(ids('complete'))
    await queues.start.retryLater(ids('retry'), RETRY_SECONDS)
    await queues.start.retryEverLater(ids('back off'))
    for (const one of settled) if ('error' in one) throw one.error
    return mayGoOn(settled.map(({ outcome }) => outcome))
  }
}

type Settled = { errand: Errand<RunRef>; outcome: Outcome; error?: unknown }
type Queues = ReturnType<typeof createQueues>

/** Each has its own turn of organizations; a row is settled by its id, in either. */
function createQueues(db: Database) {
  return { start: createOutboxQueue(db, ['start']), signal: createOutboxQueue(db, ['signal']) }
}

async function lease(
  { db, gate, isBusy }: DispatcherDeps,
  queues: Queues,
  round: number,
): Promise<Row[]> {
  const { hasDue, hasCommands } = await lookAhead(db)
  if (!hasDue) return []
  const pace = { isYielding: isBusy() || hasCommands, room: gate.room() }
  const take = (kind: 'start' | 'signal', most: number) =>
    most === 0 ? [] : queues[kind].lease<Payload>(most, LEASE_SECONDS)
  const first = await take('start', limitFirstStarts(pace, round))
  const signals = await take('signal', limitSignals(pace, first.length))
  const leased = [...first, ...signals]
  return [...leased, ...(await take('start', limitStarts(pace, leased.length)))]
}

/** One statement where there is nothing to do. A command that came in just now, in any process, has no outcome yet. */
async function lookAhead(db: Database): Promise<{ hasDue: boolean; hasCommands: boolean }> {
  const [row] = await db.query<{ hasDue: boolean; hasCommands: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM outbox
         WHERE kind IN ('start', 'signal') AND done_at IS NULL AND ${IS_DUE}) AS "hasDue",
       EXISTS (SELECT 1 FROM command_inbox
         WHERE status = 'pending' AND created_at > now() - interval '${COMMAND_WAITS_SECONDS} seconds') AS "hasCommands"`,
  )
  return row ?? { hasDue: true, hasCommands: false }
}

function nameRun({ id, kind, payload, ...ref }: Row): {
  id: string
  kind: ErrandKind
  run: RunRef
} {
  const { organizationId, organizationSlug, ticketId, number } = ref
  const { family = 'ticket', n } = payload
  const run = { organizationId, organizationSlug, ticketId, number, family }
  return { id, kind, run: n === undefined ? run : { ...run, n } }
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
async function carry(
  deps: DispatcherDeps & { noteEager: (wasEager: boolean) => void },
  { kind, run }: Errand<RunRef>,
  state: TicketState | undefined,
): Promise<Outcome> {
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
        // answered as if it were begun now, one that a command has begun would hold a place for nothing
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
        ...(eager === undefined ? {} : { requestEagerStart: true }),
      }),
    )
    if (eager !== undefined) deps.noteEager(eagerlyStarted)
    return eagerlyStarted ? 'done' : 'begun'
  } catch (error) {
    gate.settle(id)
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'done'
    throw error
  }
}
