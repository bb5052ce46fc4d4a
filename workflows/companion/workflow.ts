import { continueAsNew, setCurrentDetails, setHandler } from '@temporalio/workflow'
import { currentStep } from '../../src/domain/approval/approval.js'
import { CARRIED_BY, type CompanionFamily } from '../../src/domain/ticket/deadlines.js'
import { describeCompanion } from '../../src/domain/ticket/describe.js'
import { isTerminal, type TicketState } from '../../src/domain/ticket/state.js'
import { handleCatchUp, rethrowContained } from '../ticket/listen.js'
import { carryDeadlines } from '../ticket/loop.js'
import { commandUpdate } from '../ticket/messages.js'
import { Road } from '../ticket/road.js'
import type { CompanionInput } from './messages.js'

/**
 * Runs beside a ticket's own, on the same row and by the same commit. They hold nothing that is not in the
 * row, so an undo restores them by new runs; one that has nothing to do ends.
 */
async function accompany(
  family: CompanionFamily,
  input: CompanionInput,
  concerned: (state: TicketState) => boolean,
): Promise<boolean> {
  const road = new Road(input, family, (state) => {
    setCurrentDetails(describeCompanion(family, state))
  })
  handleCatchUp(road)
  if (family === 'approval') {
    const update = commandUpdate('decide_approval')
    setHandler(update, (envelope) => road.perform(envelope).catch(rethrowContained), {
      validator: (envelope) => road.validate(envelope),
    })
  }
  await road.catchUp()
  return carryDeadlines(road, {
    kinds: () => CARRIED_BY[family],
    ended: (state) => !concerned(state),
    renewed: () => false,
    lingersMs: LINGERS_MS,
  })
}

const LINGERS_MS = 2_000

/** Parked: reminds until it is restarted, by itself where a date was set. */
export async function postpone(input: CompanionInput): Promise<void> {
  const ended = await accompany('postpone', input, ({ postponed }) => postponed !== null)
  if (!ended) await continueAsNew<typeof postpone>(input)
}

/** One approval's chain: decisions come straight here; reminds and escalates, for months if need be. */
export async function approval(input: CompanionInput): Promise<void> {
  const waits = ({ approval: asked }: TicketState) =>
    asked !== null && asked.n === input.n && currentStep(asked) !== undefined
  const ended = await accompany('approval', input, waits)
  if (!ended) await continueAsNew<typeof approval>(input)
}

/** Follows a parent's sub-tickets and shows how many are closed, until the parent ends. */
export async function split(input: CompanionInput): Promise<void> {
  const divided = ({ status, subTickets, deletedAt }: TicketState) =>
    subTickets !== null && subTickets.total > 0 && !isTerminal(status) && deletedAt === null
  const ended = await accompany('split', input, divided)
  if (!ended) await continueAsNew<typeof split>(input)
}
