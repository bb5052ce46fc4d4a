import type { Database } from '../src/database/pool.js'
import { createSharedGuard } from '../src/database/workflow-guard.js'
import type { Logger } from '../src/logger.js'
import { startPollingLoop } from '../src/polling-loop.js'
import { type Trouble, watchWorkflowThreads } from './lean-threads.js'

/** Temporal gives a task to another worker after three seconds: by then that one has seen this. */
const LOOK_EVERY_MS = 1_000
/** Temporal tries a run that fails again after ten minutes at the latest, and a bit: while one does, the guard lasts. */
const GUARDED_FOR_MS: Record<Trouble, number> = {
  slow: 15_000,
  stuck: 600_000,
  limited: 1_200_000,
}
/** What is written and read again differs by as long as that takes. */
const SAME_MS = 1_000

interface GuardDeps {
  db: Database
  taskQueue: string
  log: Logger
  onError: (error: unknown) => void
}

export interface WorkflowGuard {
  stop(): Promise<void>
}

/**
 * Watches over this worker's lean threads (docs/adr/0027), and guards them as long as any worker of the task queue has
 * seen a run that may be stuck: Temporal hands it from one worker to the next.
 */
export async function startWorkflowGuard(deps: GuardDeps): Promise<WorkflowGuard> {
  const { db, taskQueue, log, onError } = deps
  const shared = createSharedGuard(db, taskQueue)
  const threads = watchWorkflowThreads((trouble) => {
    threads.guardFor(GUARDED_FOR_MS[trouble])
    loop.trigger()
    report(log, trouble)
  })
  /** What could not be written while PostgreSQL was away is written when it is back. */
  async function follow(): Promise<void> {
    const sharedMs = await shared.readMs()
    const ownMs = threads.guardedForMs()
    if (ownMs > sharedMs + SAME_MS) await shared.extend(ownMs)
    else threads.guardFor(sharedMs)
  }
  await follow().catch(onError) // before the first thread begins
  const loop = startPollingLoop(LOOK_EVERY_MS, () => follow().then(() => false), onError)
  return {
    stop: async () => {
      await loop.stop()
      threads.stop()
    },
  }
}

function report(log: Logger, trouble: Trouble): void {
  if (trouble === 'stuck') {
    log.error('a workflow is stuck: the worker begins again, and calls into workflows are limited')
  }
  if (trouble === 'limited') log.error('a workflow is stuck: its task failed, and no other')
}
