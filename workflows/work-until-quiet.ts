import {
  allHandlersFinished,
  condition,
  type SignalDefinition,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { CancelWatch } from './cancellation.js'
import { persist } from './patience.js'
import { type RefusedCancel, refuseCancel, showDetails } from './refuse-cancel.js'

/** A clock that differs from another makes no loop without a pause. */
const SHORTEST_WAIT_MS = 1_000

/** What an organization's run of one kind works through, and the words for it. */
export interface DueWork {
  wakeSignal: SignalDefinition
  /** Does what is due at that instant; the next one is null where nothing waits. */
  work(at: string): Promise<{ nextDueAt: string | null; isCutShort: boolean }>
  describeWait(nextDueAt: string): string
  timerSummary: string
}

/**
 * Works through what is due, sleeps until the next instant or until it is woken, and so on. It holds nothing between two rounds.
 * Undefined once nothing waits, else what the run continues with as new.
 */
export async function workUntilQuiet(
  input: { organizationId: string } & RefusedCancel,
  cancel: CancelWatch,
  due: DueWork,
): Promise<({ organizationId: string } & RefusedCancel) | undefined> {
  const { organizationId } = input
  const mustRenew = () => workflowInfo().continueAsNewSuggested || cancel.isRequested()
  let isWoken = false
  setHandler(due.wakeSignal, () => {
    isWoken = true
  })
  for (;;) {
    isWoken = false
    const at = new Date().toISOString() // the workflow's clock
    const { nextDueAt, isCutShort } = await persist(() => due.work(at))
    if (mustRenew()) break
    if (isWoken || isCutShort) continue
    if (nextDueAt === null) return undefined
    showDetails(input, due.describeWait(nextDueAt))
    const waitMs = Math.max(Date.parse(nextDueAt) - Date.now(), SHORTEST_WAIT_MS)
    await condition(() => isWoken || mustRenew(), waitMs, { summary: due.timerSummary })
    if (mustRenew()) break
  }
  const refused = await refuseCancel(organizationId, cancel.isRequested())
  await condition(allHandlersFinished)
  return { organizationId, ...refused }
}
