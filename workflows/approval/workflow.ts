import { continueAsNew } from '@temporalio/workflow'
import { runSideWorkflow } from '../side/run.js'
import type { TicketInput } from '../ticket/messages.js'

/** One approval's chain: decisions come straight here; it reminds and escalates, for months if need be. */
export async function approval(input: TicketInput): Promise<void> {
  const next = await runSideWorkflow('approval', input)
  if (next !== undefined) await continueAsNew<typeof approval>(next)
}
