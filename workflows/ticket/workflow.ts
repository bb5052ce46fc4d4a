import { continueAsNew } from '@temporalio/workflow'
import { runDeadlines } from './deadline-loop.js'
import { createDisplay } from './display.js'
import { handleCatchUp, handleCommands, handleOperators } from './handlers.js'
import type { TicketInput } from './messages.js'
import { TicketEntity } from './ticket-entity.js'

/** One version of a ticket: from its creation or reopening to the end of the undo window after its last state. */
export async function ticket(input: TicketInput): Promise<void> {
  const entity = new TicketEntity(input, 'ticket', createDisplay(input.position))
  handleCatchUp(entity)
  handleCommands(entity)
  handleOperators(input, entity)
  const isEnded = await runDeadlines(entity)
  if (!isEnded) await continueAsNew<typeof ticket>({ ...input, position: entity.position })
}
