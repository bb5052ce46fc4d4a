import { continueAsNew } from '@temporalio/workflow'
import { createDisplay } from './display.js'
import type { TicketInput } from './messages.js'
import { followTicket } from './run.js'

/** One version of a ticket: from its creation or reopening to the end of the undo window after its last state. */
export async function ticket(input: TicketInput): Promise<void> {
  const next = await followTicket('ticket', input, { show: createDisplay(input) })
  if (next !== undefined) await continueAsNew<typeof ticket>(next)
}
