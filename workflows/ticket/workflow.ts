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
import { handleOperators } from './operators.js'
import { catchUpSignal, commandUpdate, stateQuery, type TicketInput } from './messages.js'
import { createReconcile } from './reconcile.js'
import { createRoad } from './road.js'

/** One ticket, from its creation to the end of the undo window after its last state. */
export async function ticket(input: TicketInput): Promise<void> {
  let generation = 0
  const reconcile = createReconcile()
  const road = createRoad(input, () => {
    generation += 1
    const state = road.state()
    if (state !== undefined) reconcile(state)
  })

  for (const name of PEOPLE_COMMANDS) {
    setHandler(commandUpdate(name), (envelope) => road.perform(envelope).catch(rethrowContained), {
      validator: (envelope) => road.validate(envelope),
    })
  }
  handleOperators(input, road)
  setHandler(catchUpSignal, () => road.catchUp().catch(logged('catchUp')))
  setHandler(stateQuery, () => road.state())

  await road.catchUp()
  for (;;) {
    const state = road.state()
    const seen = generation
    const moved = () => generation !== seen || workflowInfo().continueAsNewSuggested
    const due = state === undefined ? undefined : nextDeadline(state)
    if (state !== undefined && isSettled(state)) {
      await condition(allHandlersFinished)
      if (generation === seen) return
      continue
    }
    if (due === undefined) await condition(moved)
    else if (!(await untilDue(due, moved))) await fire(due)
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished)
      await continueAsNew<typeof ticket>(input)
    }
  }

  /** A firing that fails (a bug, not an outage: those are retried inside) is tried again in a minute. */
  async function fire(due: DueDeadline): Promise<void> {
    const id = systemCommandId(workflowInfo().workflowId, due)
    const before = generation
    try {
      await road.performSystem(DEADLINE_COMMANDS[due.kind], id)
    } catch (error) {
      log.error('a deadline could not be carried out', { kind: due.kind, error: String(error) })
      await condition(() => generation > before, '1m')
    }
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
