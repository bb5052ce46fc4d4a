import type { SignalDefinition } from '@temporalio/workflow'
import { persist } from './patience.js'
import { type RefusedCancel, showDetails } from './refuse-cancel.js'
import { now, type Run, runRounds } from './run-rounds.js'

/** What an organization's run of one kind works through, and the words for it. */
export interface DueWork<Done extends Round = Round> {
  wakeSignal: SignalDefinition
  /** Does what is due at that instant. */
  work(at: string): Promise<Done>
  describeWait(nextDueAt: string): string
  timerSummary: string
  beside?: Beside<Done>
}

interface Round {
  /** null where nothing waits. */
  nextDueAt: string | null
  isCutShort: boolean
}

/** What goes on beside the rounds: each time that some of it is done there is another, and the run does not end before all is. */
export interface Beside<Done> {
  begin(done: Done, wake: () => void): void
  isIdle(): boolean
  description: string
}

/**
 * Works through what is due, sleeps until the next instant or until it is woken, and so on. Undefined once nothing waits, else what
 * the run continues with as new.
 */
export function workUntilQuiet<
  Input extends { organizationId: string } & RefusedCancel,
  Done extends Round,
>(input: Input, due: DueWork<Done>) {
  const { beside } = due
  const isBesideIdle = () => beside?.isIdle() ?? true
  const goRound = async (run: Run): Promise<'last' | 'more'> => {
    const done = await persist(() => due.work(now()))
    if (run.mustRenew()) return 'more'
    beside?.begin(done, run.wake)
    const { nextDueAt, isCutShort } = done
    if (run.isWoken() || isCutShort) return 'more'
    if (nextDueAt === null && isBesideIdle()) return 'last'
    showDetails(
      input,
      nextDueAt === null ? (beside?.description ?? '') : due.describeWait(nextDueAt),
    )
    await (nextDueAt === null ? run.wait() : run.waitUntil(nextDueAt, due.timerSummary))
    return 'more'
  }
  return runRounds(input, due.wakeSignal, goRound, isBesideIdle)
}
