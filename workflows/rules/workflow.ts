import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { type CancelWatch, shielded, watchCancellation } from '../cancellation.js'
import { persist } from '../patience.js'
import { fireTimers } from '../proxies.js'
import { refuseCancel, showDetails } from '../refuse-cancel.js'
import { type RulesInput, timesChangedSignal } from './messages.js'

/** Who comes soon after is served by the same run. */
const GRACE_MS = 60_000
/** So much lies between two rounds, so that a flood of times keeps nothing else waiting. */
const PAUSE_MS = 1_000

/**
 * Has the rules of an organization asked whose time has come, and sleeps until the next. It holds nothing: each round reads
 * what is due, and whatever changes that wakes it, or starts it anew.
 */
export async function rules(input: RulesInput): Promise<void> {
  const cancel = watchCancellation()
  const next = await shielded(() => fireUntilQuiet(input, cancel))
  if (next !== undefined) await continueAsNew<typeof rules>(next)
}

/** Undefined once nothing is armed any more, else what it continues with. */
async function fireUntilQuiet(
  input: RulesInput,
  cancel: CancelWatch,
): Promise<RulesInput | undefined> {
  const { organizationId } = input
  const mustRenew = () => workflowInfo().continueAsNewSuggested || cancel.isRequested()
  let isWoken = false
  setHandler(timesChangedSignal, () => {
    isWoken = true
  })
  for (;;) {
    isWoken = false
    const { nextDueAt } = await persist(() => fireTimers(organizationId))
    const isQuiet = nextDueAt === null
    showDetails(input, isQuiet ? 'No rule waits for its time.' : `The next time is ${nextDueAt}.`)
    await condition(mustRenew, PAUSE_MS, { summary: 'between two rounds' })
    const leftMs = isQuiet ? GRACE_MS : Date.parse(nextDueAt) - Date.now()
    if (leftMs > 0) await condition(() => isWoken || mustRenew(), leftMs, { summary: 'next time' })
    if (mustRenew()) break
    if (isQuiet && !isWoken) return undefined
  }
  const refused = await refuseCancel(organizationId, cancel.isRequested())
  await condition(allHandlersFinished)
  return { organizationId, ...refused }
}
