import { allHandlersFinished, condition, log, workflowInfo } from '@temporalio/workflow'
import {
  type DueDeadline,
  nextDeadline,
  systemCommandId,
} from '../../src/domain/ticket/deadlines.js'
import type { DeadlineKind, TicketState } from '../../src/domain/ticket/state.js'
import type { Road } from './road.js'

interface Watch {
  /** The deadlines that this run carries out. */
  kinds: () => readonly DeadlineKind[]
  /** It has nothing left to do. */
  ended: (state: TicketState) => boolean
  /** A new run is to begin, as when the server suggests it. */
  renewed: (state: TicketState) => boolean
  /** How long it stays for those who come late, so that they are answered by it and not by a new run. */
  lingersMs?: number
}

/** Carries out what is due, until the run ends (true) or is to continue as new (false). */
export async function carryDeadlines(road: Road, watch: Watch): Promise<boolean> {
  for (;;) {
    const { state } = road
    const moved = () => road.state?.seq !== state?.seq || workflowInfo().continueAsNewSuggested
    if (state !== undefined && watch.ended(state)) {
      await condition(allHandlersFinished)
      if (watch.lingersMs !== undefined) await condition(moved, watch.lingersMs)
      if (!moved()) return true
    } else await nextFiring(road, watch, moved)
    if (workflowInfo().continueAsNewSuggested || isRenewed(road, watch)) {
      await condition(allHandlersFinished)
      return false
    }
  }
}

function isRenewed({ state }: Road, { renewed }: Watch): boolean {
  return state !== undefined && renewed(state)
}

/** Waits for the earliest deadline, or until something moves, which may have changed it. */
async function nextFiring(road: Road, { kinds }: Watch, moved: () => boolean): Promise<void> {
  const due = road.state === undefined ? undefined : nextDeadline(road.state, kinds())
  if (due === undefined) await condition(moved)
  else if (!(await untilDue(due, moved))) await fire(road, due)
}

/** A firing that fails (a bug, not an outage: those are retried inside) is tried again in a minute. */
async function fire(road: Road, due: DueDeadline): Promise<void> {
  const seq = road.state?.seq
  try {
    await road.performDue(due, systemCommandId(workflowInfo().workflowId, due))
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
