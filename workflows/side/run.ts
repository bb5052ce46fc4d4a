import { setCurrentDetails } from '@temporalio/workflow'
import type { Family } from '../../src/domain/ticket/deadlines.js'
import { runDeadlines } from '../ticket/deadline-loop.js'
import { handleCatchUp } from '../ticket/handlers.js'
import type { TicketInput } from '../ticket/messages.js'
import { TicketEntity } from '../ticket/ticket-entity.js'

/** A run that completes under an update fails it, so one that is about to end stays for who comes at that moment. */
const GRACE_MS = 2_000

/**
 * Runs beside the ticket's own, on the same row and by the same transaction. It holds nothing that is not in the
 * row, so an undo restores it by a new run. Undefined when it has ended, else what it continues with.
 */
export async function runSideWorkflow(
  family: Family,
  input: TicketInput,
  listen: (entity: TicketEntity) => void = () => undefined,
): Promise<TicketInput | undefined> {
  const entity = new TicketEntity(input, family, ({ shown }) => setCurrentDetails(shown.details))
  handleCatchUp(entity)
  listen(entity)
  const isEnded = await runDeadlines(entity, GRACE_MS)
  return isEnded ? undefined : { ...input, position: entity.position }
}
