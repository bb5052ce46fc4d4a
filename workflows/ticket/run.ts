import { allHandlersFinished, condition, workflowInfo } from '@temporalio/workflow'
import type { Family } from '../../src/domain/ticket/deadlines.js'
import { type CancelWatch, shielded, watchCancellation } from '../cancellation.js'
import { recordRefusedCancel } from '../proxies.js'
import { runSink } from '../sinks.js'
import { runDeadlines } from './deadline-loop.js'
import type { Display } from './display.js'
import { handleCatchUp, handleCommands, handleOperators } from './handlers.js'
import type { TicketInput } from './messages.js'
import { TicketEntity } from './ticket-entity.js'

interface RunOptions {
  show: Display
  /** How long it stays for those who come when it has nothing left to do. */
  graceMs?: number
}

/** One run that follows a ticket. Undefined when it has ended, else what it continues with. */
export function followTicket(
  family: Family,
  input: TicketInput,
  { show, graceMs = 0 }: RunOptions,
): Promise<TicketInput | undefined> {
  const cancel = watchCancellation()
  return shielded(async () => {
    const entity = new TicketEntity(input, family, show)
    handleCatchUp(entity)
    handleCommands(entity)
    handleOperators(input, entity)
    runSink.begun()
    if (await runDeadlines(entity, { graceMs, isCancelled: cancel.isRequested })) return undefined
    const cancelRefusedAt = await refuseCancel(input, cancel)
    await condition(allHandlersFinished) // an update that is not answered would fail with its run
    const { cancelRefusedAt: _earlier, ...rest } = input
    const next = { ...rest, position: entity.position }
    return cancelRefusedAt === undefined ? next : { ...next, cancelRefusedAt }
  })
}

/** A run can't take the mark of a cancellation off itself: the one that it continues as has none. */
async function refuseCancel(
  { organizationId, ticketId }: TicketInput,
  cancel: CancelWatch,
): Promise<string | undefined> {
  if (!cancel.isRequested()) return undefined
  const { workflowId, runId } = workflowInfo()
  await recordRefusedCancel({ organizationId, ticketId, workflowId, runId })
  return new Date().toISOString()
}
