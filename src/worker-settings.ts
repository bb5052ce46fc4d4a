import { z } from 'zod'
import { oneOf, wholeNumber, yesOrNo } from './setting-shapes.js'

/** What only a worker asks for. */
export interface WorkerConfig {
  taskQueue: string
  carryOutActivity: 'local' | 'normal'
  maxCachedWorkflows: number
  /** Workflow threads without the SDK's stack traces and time limits (docs/adr/0027). */
  leanWorkflowThreads: boolean
}

export const workerEnvironment = z.object({
  TEMPORAL_TASK_QUEUE: z.string().default('perdure'),
  CARRY_OUT_ACTIVITY: oneOf('local', 'normal').default('local'),
  MAX_CACHED_WORKFLOWS: wholeNumber(1).default(1_000),
  LEAN_WORKFLOW_THREADS: yesOrNo.default('true'),
})

export function readWorker(e: z.infer<typeof workerEnvironment>): WorkerConfig {
  return {
    taskQueue: e.TEMPORAL_TASK_QUEUE,
    carryOutActivity: e.CARRY_OUT_ACTIVITY,
    maxCachedWorkflows: e.MAX_CACHED_WORKFLOWS,
    leanWorkflowThreads: e.LEAN_WORKFLOW_THREADS === 'true',
  }
}
