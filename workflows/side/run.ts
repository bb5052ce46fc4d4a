import type { SideFamily } from '../../src/domain/ticket/deadlines.js'
import { createDetails } from '../ticket/display.js'
import type { TicketInput } from '../ticket/messages.js'
import { followTicket } from '../ticket/run.js'

/** A run that completes under an update fails it, so one that is about to end stays for who comes at that moment. */
const GRACE_MS = 2_000

/**
 * Runs beside the ticket's own, on the same row and by the same transaction. It holds nothing that is not in the
 * row, so an undo restores it by a new run. Undefined when it has ended, else what it continues with.
 */
export function runSideWorkflow(
  family: SideFamily,
  input: TicketInput,
): Promise<TicketInput | undefined> {
  return followTicket(family, input, { show: createDetails(input), graceMs: GRACE_MS })
}
