import { log } from '@temporalio/activity'
import type { OperationRef } from '../../src/domain/operations/operation.js'
import { noteProgress } from '../../src/write/operations/progress.js'
import type { OperationDeps } from './work.js'

const LOOK_MS = 1_000

export interface OperationWatch {
  /** From 0 to 1; what comes faster than it can be told is left out. */
  note: (share: number) => void
  /** That its maker has cancelled it, or what was given. */
  signal: AbortSignal
  isCancelled: () => boolean
  stop: () => void
}

/** Tells how far some work is, and ends it when its maker cancels it. It is no fault if either fails: it is looked again. */
export function watchOperation(
  { db }: OperationDeps,
  ref: OperationRef,
  signal: AbortSignal,
): OperationWatch {
  const cancelled = new AbortController()
  let percent = 0
  const look = async () => {
    if ((await noteProgress(db, ref, percent)) === 'stop') cancelled.abort()
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn('progress can not be told', { error }))
  }, LOOK_MS)
  return {
    note: (share) => {
      percent = Math.min(99, Math.floor(share * 100))
    },
    signal: AbortSignal.any([signal, cancelled.signal]),
    isCancelled: () => cancelled.signal.aborted,
    stop: () => clearInterval(timer),
  }
}
