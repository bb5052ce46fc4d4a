import { continueAsNew } from '@temporalio/workflow'
import { runSideWorkflow } from '../side/run.js'
import type { TicketInput } from '../ticket/messages.js'

/** Follows a parent's sub-tickets, nudges those that stand still and shows the count, until the parent ends. */
export async function split(input: TicketInput): Promise<void> {
  const next = await runSideWorkflow('split', input)
  if (next !== undefined) await continueAsNew<typeof split>(next)
}
