import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import {
  type CancelWatch,
  describeRefusedCancel,
  shielded,
  watchCancellation,
} from '../cancellation.js'
import { persist } from '../patience.js'
import { recordRefusedCancel, sendSurveys } from '../proxies.js'
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
    show(input, `The next is due at ${nextDueAt}.`)
    const waitMs = Math.max(Date.parse(nextDueAt) - Date.now(), SHORTEST_WAIT_MS)
    await condition(() => isWoken || mustRenew(), waitMs, { summary: 'next survey due' })
    if (mustRenew()) break
  }
  const refused = await refuseCancel(organizationId, cancel)
  await condition(allHandlersFinished)
  return { organizationId, ...refused }
}

async function refuseCancel(
  organizationId: string,
  cancel: CancelWatch,
): Promise<Pick<SurveysInput, 'cancelRefusedAt'>> {
  if (!cancel.isRequested()) return {}
  const { workflowId, runId } = workflowInfo()
  await recordRefusedCancel({ organizationId, workflowId, runId })
  return { cancelRefusedAt: new Date().toISOString() }
}

function show({ cancelRefusedAt }: SurveysInput, sentence: string): void {
  const note = cancelRefusedAt === undefined ? '' : ` ${describeRefusedCancel(cancelRefusedAt)}`
  setCurrentDetails(sentence + note)
}
