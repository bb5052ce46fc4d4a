import { continueAsNew } from '@temporalio/workflow'
import { runSideWorkflow } from '../side/run.js'
import type { TicketInput } from '../ticket/messages.js'

/** A postponed ticket: it reminds until the ticket is restarted, by itself where a date was set. */
export async function postpone(input: TicketInput): Promise<void> {
  const next = await runSideWorkflow('postpone', input)
  if (next !== undefined) await continueAsNew<typeof postpone>(next)
}
