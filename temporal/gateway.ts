import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client'
import type { Refusal } from '../src/domain/errors.js'
import type { CommandName } from '../src/domain/ticket/commands/index.js'
import { readPosition } from '../src/domain/ticket/position.js'
import type { TicketState } from '../src/domain/ticket/state.js'
import type { ticket } from '../workflows/index.js'
import { type Circuit, createCircuit } from './circuit.js'
import { isInterrupted, isLate, refusalIn } from './failures.js'
import { workflowId } from './ids.js'
import { createKeyedSemaphore } from './keyed-semaphore.js'
import { createMissedDeadlines } from './missed-deadlines.js'
import {
  type RunRef,
  type StartSettings,
  type TicketRef,
  workflowStartOptions,
} from './workflow-start-options.js'

export interface CommandRef {
  commandId: string
  name: CommandName
  /** The number of the approval that it decides, for that command alone. */
  approvalN?: number
  /** Under which the run knows it, if not by the command's own id. */
  updateId?: string
}

export type SendOutcome =
  | { kind: 'applied' }
  | { kind: 'refused'; refusal: Refusal }
  /** Its fate is unknown: it may yet be applied. */
  | { kind: 'away' }

/** All that HTTP and the relay know of Temporal. */
export interface Gateway {
  send(ticket: TicketRef, command: CommandRef): Promise<SendOutcome>
  /** Whether the last calls got through; a circuit that is open says no. */
  isUp(): boolean
}

export interface GatewayDeps {
  client: Client
  settings: StartSettings
  readState: (ticket: TicketRef) => Promise<TicketState | undefined>
}

const DEADLINE_MS = 5_000
/** Below the server's limit of ten updates in flight, so that racing callers get answers and not retries. */
const IN_FLIGHT_PER_TICKET = 4
const INTERRUPTIONS = 4
const INTERRUPTED_PAUSE_MS = 100
/** A deadline of the SDK's own call that is met by a hair is its own answer. */
const GRACE_MS = 100

export function createGateway(deps: GatewayDeps): Gateway {
  const semaphore = createKeyedSemaphore(IN_FLIGHT_PER_TICKET)
  const circuit = createCircuit(deps.client)
  const deadlines = createMissedDeadlines(Date.now)
  return {
    isUp: circuit.isClosed,
    send: async (ticketRef, command) => {
      const { ticketId } = ticketRef
      if (deadlines.isSpared(ticketId)) return { kind: 'away' }
      const deadline = Date.now() + DEADLINE_MS
      const release = await semaphore.acquire(ticketId, deadline)
      if (release === undefined) return { kind: 'away' }
      const sending = trySend(deps, circuit, ticketRef, command, deadline)
      sending.then(({ isMissed }) => deadlines.note(ticketId, isMissed)).finally(release)
      return answerInTime(sending, deadline)
    },
  }
}

/** Nobody waits beyond the deadline for what the SDK still does: its pauses between tries, a look whether the server lives. */
async function answerInTime(
  sending: Promise<{ outcome: SendOutcome }>,
  deadline: number,
): Promise<SendOutcome> {
  const timer = new AbortController()
  const late = sleep(deadline + GRACE_MS - Date.now(), { kind: 'away' } as const, {
    signal: timer.signal,
  })
  try {
    return await Promise.race([sending.then(({ outcome }) => outcome), late])
  } finally {
    timer.abort()
    late.catch(() => undefined)
  }
}

/** Only the transaction's word is an outcome: whatever else comes back, the command stays pending. */
async function trySend(
  deps: GatewayDeps,
  circuit: Circuit,
  ticketRef: TicketRef,
  command: CommandRef,
  deadline: number,
): Promise<{ outcome: SendOutcome; isMissed: boolean }> {
  const send = () => sendUntilDecided(deps, chooseRun(ticketRef, command), command)
  try {
    await circuit.run(() => deps.client.connection.withDeadline(deadline, send))
    return { outcome: { kind: 'applied' }, isMissed: false }
  } catch (error) {
    const refused = refusalIn(error)
    return refused === undefined
      ? { outcome: { kind: 'away' }, isMissed: isLate(error) }
      : { outcome: { kind: 'refused', refusal: refused }, isMissed: false }
  }
}

/** Decisions go straight to the approval's own run, everything else to the ticket's. */
function chooseRun(ticketRef: TicketRef, { name, approvalN }: CommandRef): RunRef {
  return name === 'decide_approval' && approvalN !== undefined
    ? { ...ticketRef, family: 'approval', n: approvalN }
    : { ...ticketRef, family: 'ticket' }
}

/** A run that ends under an update leaves it undecided; the next try meets the run after it, under the same id. */
async function sendUntilDecided(deps: GatewayDeps, run: RunRef, command: CommandRef) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await update(deps, run, command)
    } catch (error) {
      if (!isInterrupted(error) || tries === INTERRUPTIONS) throw error
      await sleep(INTERRUPTED_PAUSE_MS)
    }
  }
}

async function update(
  { client, settings, readState }: GatewayDeps,
  run: RunRef,
  { commandId, name, updateId = commandId }: CommandRef,
): Promise<void> {
  const options: { updateId: string; args: [string] } = { updateId, args: [commandId] }
  const id = workflowId(run.family, run.organizationSlug, run.number, run.n)
  try {
    await client.workflow.getHandle(id).executeUpdate<void, [string]>(name, options)
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
    const state = await readState(run)
    if (state === undefined) throw error
    const start = workflowStartOptions(run, readPosition(state, run.family, run.n), settings)
    await client.workflow.executeUpdateWithStart<typeof ticket, void, [string]>(name, {
      ...options,
      startWorkflowOperation: new WithStartWorkflowOperation<typeof ticket>(run.family, start),
    })
  }
}
