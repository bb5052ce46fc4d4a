import { CancellationScope } from '@temporalio/workflow'

export interface CancelWatch {
  isRequested(): boolean
  requested: Promise<void>
}

/** Whether an operator has asked to cancel the run; to be called outside of any scope. */
export function watchCancellation(): CancelWatch {
  let isRequested = false
  const requested = CancellationScope.current().cancelRequested.catch(() => {
    isRequested = true
  })
  return { isRequested: () => isRequested, requested }
}

/** Out of a cancellation's reach: nothing that a run does may end half way because of it. */
export function shielded<T>(work: () => Promise<T>): Promise<T> {
  return CancellationScope.nonCancellable(work)
}

/** What *current details* of a run say whose predecessor was to be cancelled. */
export function describeRefusedCancel(at: string): string {
  return `A request to cancel this run was refused at ${at}: it ends by itself when its work is done.`
}
