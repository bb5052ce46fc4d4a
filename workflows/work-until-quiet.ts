import type { SignalDefinition } from '@temporalio/workflow'
import { persist } from './patience.js'
import { type RefusedCancel, showDetails } from './refuse-cancel.js'
import { now, runRounds } from './run-rounds.js'

/** What an organization's run of one kind works through, and the words for it. */
export interface DueWork {
  wakeSignal: SignalDefinition
  /** Does what is due at that instant; the next one is null where nothing waits. */
  work(at: string): Promise<{ nextDueAt: string | null; isCutShort: boolean }>
  describeWait(nextDueAt: string): string
  timerSummary: string
}

/**
 * Works through what is due, sleeps until the next instant or until it is woken, and so on. Undefined once nothing waits, else what
 * the run continues with as new.
 */
export function workUntilQuiet<Input extends { organizationId: string } & RefusedCancel>(
  input: Input,
  due: DueWork,
) {
  return runRounds(input, due.wakeSignal, async (run) => {
    const { nextDueAt, isCutShort } = await persist(() => due.work(now()))
    if (run.mustRenew() || run.isWoken() || isCutShort) return 'more'
    if (nextDueAt === null) return 'last'
    showDetails(input, due.describeWait(nextDueAt))
    await run.waitUntil(nextDueAt, due.timerSummary)
    return 'more'
  })
}
