import { continueAsNew, log, patched, setHandler } from '@temporalio/workflow'
import { isSettled, ticketDeadlineKinds } from '../../src/domain/ticket/deadlines.js'
import { PEOPLE_COMMANDS } from '../../src/domain/ticket/rules.js'
import { contained } from '../failures.js'
import { carryDeadlines } from './loop.js'
import { catchUpSignal, commandUpdate, stateQuery, type TicketInput } from './messages.js'
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

/** What every run that follows a ticket listens to. */
export function handleCatchUp(road: Road): void {
  setHandler(catchUpSignal, () => road.catchUp().catch(logged('catchUp')))
  setHandler(stateQuery, () => road.state)
}

export function rethrowContained(error: unknown): never {
  throw contained(error)
}

/** A signal has nobody to answer: what goes wrong is told to the operators. */
function logged(what: string): (error: unknown) => void {
  return (error) => log.error(`${what} failed`, { error: String(error) })
}
