import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { type CancelWatch, shielded, watchCancellation } from '../cancellation.js'
import { persist } from '../patience.js'
import { giveTickets } from '../proxies.js'
import { refuseCancel, showDetails } from '../refuse-cancel.js'
import { type AssignmentInput, wakeSignal } from './messages.js'

/** Who comes soon after is served by the same run. */
const GRACE = '1m'

/**
 * Gives the tickets of a group's queue to its members. It holds nothing: each look reads what waits and who has room, and
 * whatever changes either wakes it, or starts it anew.
 */
export async function assignment(input: AssignmentInput): Promise<void> {
  const cancel = watchCancellation()
  const next = await shielded(() => giveUntilQuiet(input, cancel))
  if (next !== undefined) await continueAsNew<typeof assignment>(next)
}

/** Undefined once nothing has come for a while, else what it continues with. */
async function giveUntilQuiet(
  input: AssignmentInput,
  cancel: CancelWatch,
): Promise<AssignmentInput | undefined> {
  const { organizationId, groupId } = input
  const mustRenew = () => workflowInfo().continueAsNewSuggested || cancel.isRequested()
  let isWoken = false
  setHandler(wakeSignal, () => {
    isWoken = true
  })
  for (;;) {
    isWoken = false
    const { given, waiting } = await persist(() => giveTickets({ organizationId, groupId }))
    showDetails(input, `${given} of ${waiting} that waited are on their way to somebody.`)
    if (given === 0) await condition(() => isWoken || mustRenew(), GRACE, { summary: 'quiet' })
    if (mustRenew()) break
    if (given === 0 && !isWoken) return undefined
  }
  const refused = await refuseCancel(organizationId, cancel.isRequested())
  await condition(allHandlersFinished)
  return { organizationId, groupId, ...refused }
}
