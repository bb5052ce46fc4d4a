import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { type CancelWatch, shielded, watchCancellation } from '../cancellation.js'
import { persist } from '../patience.js'
import { sendSurveys } from '../proxies.js'
import { refuseCancel, showDetails } from '../refuse-cancel.js'
import { type SurveysInput, surveysPlannedSignal } from './messages.js'

/** A clock that differs from another makes no loop without a pause. */
const SHORTEST_WAIT_MS = 1_000

/**
 * An organization's surveys: sends those that are due, reminds, ends them, and sleeps until the next instant of any. It holds
 * nothing, and ends when nothing waits: whatever is planned later starts another.
 */
export async function surveys(input: SurveysInput): Promise<void> {
  const cancel = watchCancellation()
  const next = await shielded(() => sendUntilQuiet(input, cancel))
  if (next !== undefined) await continueAsNew<typeof surveys>(next)
}

/** Undefined once nothing waits, else what it continues with. */
async function sendUntilQuiet(
  input: SurveysInput,
  cancel: CancelWatch,
): Promise<SurveysInput | undefined> {
  const { organizationId } = input
  const mustRenew = () => workflowInfo().continueAsNewSuggested || cancel.isRequested()
  let isWoken = false
  setHandler(surveysPlannedSignal, () => {
    isWoken = true
  })
  for (;;) {
    isWoken = false
    const at = new Date().toISOString() // the workflow's clock
    const { nextDueAt, isCutShort } = await persist(() => sendSurveys({ organizationId, at }))
    if (mustRenew()) break
    if (isWoken || isCutShort) continue
    if (nextDueAt === null) return undefined
    showDetails(input, `Surveys wait to be sent or answered: the next step is due at ${nextDueAt}.`)
    const waitMs = Math.max(Date.parse(nextDueAt) - Date.now(), SHORTEST_WAIT_MS)
    await condition(() => isWoken || mustRenew(), waitMs, { summary: 'next survey due' })
    if (mustRenew()) break
  }
  const refused = await refuseCancel(organizationId, cancel.isRequested())
  await condition(allHandlersFinished)
  return { organizationId, ...refused }
}
