import {
  allHandlersFinished,
  condition,
  type SignalDefinition,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { shielded, watchCancellation } from './cancellation.js'
import { type RefusedCancel, refuseCancel } from './refuse-cancel.js'

/** A clock that differs from another makes no loop without a pause. */
const SHORTEST_WAIT_MS = 1_000

/** What a round knows of its run. Each wait ends early when the run is woken, or must renew. */
export interface Run {
  /** Whether something has come since the round began. */
  isWoken(): boolean
  /** It is to continue as new, whatever waits. */
  mustRenew(): boolean
  wake(): void
  wait(): Promise<void>
  waitFor(ms: number, summary: string): Promise<void>
  waitUntil(instant: string, summary: string): Promise<void>
}

/**
 * Goes round after round, each of which looks how things stand and waits as long as it likes; nothing is held between two.
 * Undefined once one was the last, else what the run continues with as new, which it does not before it is idle. To be called outside
 * of any scope.
 */
export function runRounds<Input extends { organizationId: string } & RefusedCancel>(
  input: Input,
  wakeSignal: SignalDefinition,
  round: (run: Run) => Promise<'last' | 'more'>,
  isIdle: () => boolean = () => true,
): Promise<(Omit<Input, keyof RefusedCancel> & RefusedCancel) | undefined> {
  const cancel = watchCancellation()
  const mustRenew = () => workflowInfo().continueAsNewSuggested || cancel.isRequested()
  let isWoken = false
  const wake = () => {
    isWoken = true
  }
  setHandler(wakeSignal, wake)
  const mayGoOn = () => isWoken || mustRenew()
  const waitFor = async (ms: number, summary: string) => {
    await condition(mayGoOn, ms, { summary })
  }
  const run: Run = {
    ...{ isWoken: () => isWoken, mustRenew, wake, waitFor },
    wait: () => condition(mayGoOn),
    waitUntil: (instant, summary) =>
      waitFor(Math.max(Date.parse(instant) - Date.now(), SHORTEST_WAIT_MS), summary),
  }
  return shielded(async () => {
    do {
      isWoken = false
      if ((await round(run)) === 'last') return undefined
    } while (!mustRenew())
    await condition(isIdle)
    const refused = await refuseCancel(input.organizationId, cancel.isRequested())
    await condition(allHandlersFinished)
    const { cancelRefusedAt: _before, ...same } = input
    return { ...same, ...refused }
  })
}

/** The workflow's clock. */
export function now(): string {
  return new Date().toISOString()
}
