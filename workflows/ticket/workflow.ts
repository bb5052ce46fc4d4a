import { continueAsNew, patched, setHandler } from '@temporalio/workflow'
import { isSettled, ticketDeadlineKinds } from '../../src/domain/ticket/deadlines.js'
import { PEOPLE_COMMANDS } from '../../src/domain/ticket/rules.js'
import { handleCatchUp, rethrowContained } from './listen.js'
import { carryDeadlines } from './loop.js'
import { commandUpdate, type TicketInput } from './messages.js'
import { handleOperators } from './operators.js'
import { createReconcile } from './reconcile.js'
import { Road } from './road.js'

/** One life of a ticket: from its creation or reopening to the end of the undo window after its last state. */
export async function ticket(input: TicketInput): Promise<void> {
  const road = new Road(input, 'ticket', createReconcile())
  handleCommands(road)
  handleOperators(input, road)
  await road.catchUp()
  const version = road.state?.version
  const ended = await carryDeadlines(road, {
    kinds: () => ticketDeadlineKinds(patched('sla-clocks')),
    ended: isSettled,
    renewed: (state) => state.version !== version,
  })
  if (!ended) await continueAsNew<typeof ticket>(input)
}

function handleCommands(road: Road): void {
  for (const name of PEOPLE_COMMANDS) {
    setHandler(commandUpdate(name), (envelope) => road.perform(envelope).catch(rethrowContained), {
      validator: (envelope) => road.validate(envelope),
    })
  }
  handleCatchUp(road)
}
