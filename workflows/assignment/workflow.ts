import { continueAsNew } from '@temporalio/workflow'
import { persist } from '../patience.js'
import { giveTickets } from '../proxies.js'
import { showDetails } from '../refuse-cancel.js'
import { runRounds } from '../run-rounds.js'
import { type AssignmentInput, wakeSignal } from './messages.js'

/** Who comes soon after is served by the same run. */
const GRACE_MS = 60_000

/**
 * Gives the tickets of a group's queue to its members. It holds nothing: each look reads what waits and who has room, and
 * whatever changes either wakes it, or starts it anew.
 */
export async function assignment(input: AssignmentInput): Promise<void> {
  const { organizationId, groupId } = input
  const next = await runRounds(input, wakeSignal, async (run) => {
    const { given, waiting } = await persist(() => giveTickets({ organizationId, groupId }))
    showDetails(input, `${given} of ${waiting} that waited are on their way to somebody.`)
    if (given > 0) return 'more'
    await run.waitFor(GRACE_MS, 'quiet')
    return run.isWoken() || run.mustRenew() ? 'more' : 'last'
  })
  if (next !== undefined) await continueAsNew<typeof assignment>(next)
}
