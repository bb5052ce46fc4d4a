import { condition, continueAsNew } from '@temporalio/workflow'
import { persist } from '../patience.js'
import { fireTimers } from '../proxies.js'
import { showDetails } from '../refuse-cancel.js'
import { runRounds } from '../run-rounds.js'
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
  const next = await runRounds(input, timesChangedSignal, async (run) => {
    const { nextDueAt } = await persist(() => fireTimers(input.organizationId))
    const isQuiet = nextDueAt === null
    showDetails(input, isQuiet ? 'No rule waits for its time.' : `The next time is ${nextDueAt}.`)
    await condition(run.mustRenew, PAUSE_MS, { summary: 'between two rounds' })
    const leftMs = isQuiet ? GRACE_MS : Date.parse(nextDueAt) - Date.now()
    if (leftMs > 0) await run.waitFor(leftMs, 'next time')
    return isQuiet && !run.isWoken() && !run.mustRenew() ? 'last' : 'more'
  })
  if (next !== undefined) await continueAsNew<typeof rules>(next)
}
