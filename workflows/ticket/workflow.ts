import {
  allHandlersFinished,
  condition,
  continueAsNew,
  log,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import {
  DEADLINE_COMMANDS,
  type DueDeadline,
  isSettled,
  nextDeadline,
  systemCommandId,
} from '../../src/domain/ticket/deadlines.js'
import { PEOPLE_COMMANDS } from '../../src/domain/ticket/rules.js'
import { contained } from '../failures.js'
import { catchUpSignal, commandUpdate, stateQuery, type TicketInput } from './messages.js'
import { handleOperators } from './operators.js'
import { createReconcile } from './reconcile.js'
import { Road } from './road.js'

/** One ticket, from its creation to the end of the undo window after its last state. */
export async function ticket(input: TicketInput): Promise<void> {
  const reconcile = createReconcile()
  const road = new Road(input, reconcile)
  handleCommands(road)
  handleOperators(input, road)
  await road.catchUp()
  for (;;) {
    const seq = road.state?.seq
    const moved = () => road.state?.seq !== seq || workflowInfo().continueAsNewSuggested
    const due = road.state === undefined ? undefined : nextDeadline(road.state)
    if (road.state !== undefined && isSettled(road.state)) {
      await condition(allHandlersFinished)
      if (!moved()) return
    } else if (due === undefined) await condition(moved)
    else if (!(await untilDue(due, moved))) await fire(road, due)
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished)
      await continueAsNew<typeof ticket>(input)
    }
  }
}

function handleCommands(road: Road): void {
  for (const name of PEOPLE_COMMANDS) {
    setHandler(commandUpdate(name), (envelope) => road.perform(envelope).catch(rethrowContained), {
      validator: (envelope) => road.validate(envelope),
    })
  }
  setHandler(catchUpSignal, () => road.catchUp().catch(logged('catchUp')))
  setHandler(stateQuery, () => road.state)
}

/** A firing that fails (a bug, not an outage: those are retried inside) is tried again in a minute. */
async function fire(road: Road, due: DueDeadline): Promise<void> {
  const id = systemCommandId(workflowInfo().workflowId, due)
  const seq = road.state?.seq
  try {
    await road.performSystem(DEADLINE_COMMANDS[due.kind], id)
  } catch (error) {
    log.error('a deadline could not be carried out', { kind: due.kind, error: String(error) })
    await condition(() => road.state?.seq !== seq, '1m')
  }
}

/** True when something moved first. */
async function untilDue(due: DueDeadline, moved: () => boolean): Promise<boolean> {
  const waitMs = Date.parse(due.at) - Date.now()
  if (waitMs <= 0) return false
  return condition(moved, waitMs, { summary: `${due.kind} at ${due.at}` })
}

function rethrowContained(error: unknown): never {
  throw contained(error)
}

/** A signal has nobody to answer: what goes wrong is told to the operators. */
function logged(what: string): (error: unknown) => void {
  return (error) => log.error(`${what} failed`, { error: String(error) })
}
