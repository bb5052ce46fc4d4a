import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client'
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel'
import { type Refusal, refusal } from '../src/domain/errors.js'
import type { Command } from '../src/domain/ticket/commands.js'
import { decide } from '../src/domain/ticket/decide/index.js'
import type { Envelope } from '../src/domain/ticket/envelope.js'
import type { TicketState } from '../src/domain/ticket/state.js'
import type { ticket } from '../workflows/index.js'
import type { CommandResult } from '../workflows/ticket/messages.js'
import { isInterrupted, isTemporalAway, refusalIn } from './failures.js'
import { createKeyedSemaphore } from './keyed-semaphore.js'
import {
  companionStart,
  type StartSettings,
  TICKET_WORKFLOW,
  type TicketRef,
  ticketStart,
} from './workflow-start-options.js'

export type SendOutcome =
  | { kind: 'applied'; result: CommandResult }
  | { kind: 'refused'; refusal: Refusal }
  /** Unknown: it may yet be applied. */
  | { kind: 'away' }

/** All that HTTP and the relay know of Temporal. */
export interface Gateway {
  send(ref: TicketRef, row: TicketState, envelope: Envelope): Promise<SendOutcome>
  /** Whether the last calls got through; a circuit that is open says no. */
  isUp(): boolean
}

const DEADLINE_MS = 5_000
/** Below the server's limit of ten updates in flight, so that racing callers get answers and not retries. */
const IN_FLIGHT_PER_TICKET = 4
const FAILURES_TO_OPEN = 4
const HALF_OPEN_AFTER_MS = 2_000
const INTERRUPTIONS = 4
const INTERRUPTED_PAUSE_MS = 100

export function createGateway(client: Client, settings: StartSettings): Gateway {
  const enter = createKeyedSemaphore(IN_FLIGHT_PER_TICKET)
  const breaker = circuitBreaker(handleWhen(isTemporalAway), {
    halfOpenAfter: HALF_OPEN_AFTER_MS,
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
  })

  async function update(
    ref: TicketRef,
    row: TicketState,
    envelope: Envelope,
  ): Promise<CommandResult> {
    const { type, start } = receiverOf(ref, row, envelope, settings)
    const handle = client.workflow.getHandle(start.workflowId)
    const options = { updateId: envelope.commandId, args: [envelope] as [Envelope] }
    try {
      return await handle.executeUpdate<CommandResult, [Envelope]>(envelope.name, options)
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error
      refuseOnRow(row, envelope)
      const startWorkflowOperation = new WithStartWorkflowOperation<typeof ticket>(type, start)
      return client.workflow.executeUpdateWithStart<typeof ticket, CommandResult, [Envelope]>(
        envelope.name,
        { ...options, startWorkflowOperation },
      )
    }
  }

  /** A run that ends under an update leaves it undecided; the next try meets the run after it. */
  async function persist(ref: TicketRef, row: TicketState, envelope: Envelope) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await update(ref, row, envelope)
      } catch (error) {
        if (!isInterrupted(error) || tries === INTERRUPTIONS) throw error
        await sleep(INTERRUPTED_PAUSE_MS)
      }
    }
  }

  return {
    isUp: () => breaker.state !== CircuitState.Open,
    send: async (ref, row, envelope) => {
      const deadline = Date.now() + DEADLINE_MS
      const leave = await enter(ref.ticketId, deadline)
      if (leave === undefined) return { kind: 'away' }
      try {
        const result = await breaker.execute(() =>
          client.connection.withDeadline(deadline, () => persist(ref, row, envelope)),
        )
        return { kind: 'applied', result }
      } catch (error) {
        return outcomeOf(error)
      } finally {
        leave()
      }
    },
  }
}

/** Decisions go straight to the approval's own run, everything else to the ticket's. */
function receiverOf(
  ref: TicketRef,
  { approval }: TicketState,
  { name }: Envelope,
  settings: StartSettings,
) {
  if (name !== 'decide_approval' || approval === null) {
    return { type: TICKET_WORKFLOW, start: ticketStart(ref, settings) }
  }
  const start = companionStart({ ...ref, family: 'approval', n: approval.n }, settings)
  return { type: 'approval', start }
}

class RefusedOnRow extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.error)
  }
}

/** A ticket without a run is judged on its row, so that a refusal does not start one. */
function refuseOnRow(row: TicketState, { facts, seen: _seen, ...command }: Envelope): void {
  const at = new Date().toISOString()
  const decision = decide(row, command as Command, { at, facts }) // validated for this name at the edge
  if (decision.kind === 'refused') throw new RefusedOnRow(decision.refusal)
}

function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof RefusedOnRow) return { kind: 'refused', refusal: error.refusal }
  if (error instanceof BrokenCircuitError || isTemporalAway(error)) return { kind: 'away' }
  const refused = refusalIn(error)
  if (refused !== undefined) return { kind: 'refused', refusal: refused }
  return {
    kind: 'refused',
    refusal: refusal('internal', 'Something went wrong; nothing was changed.'),
  }
}
