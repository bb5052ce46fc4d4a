import { z } from 'zod'
import manifest from '../package.json' with { type: 'json' }
import { oneOf, wholeNumber, yesOrNo } from './setting-shapes.js'

/** What only a worker asks for. */
export interface WorkerConfig {
  taskQueue: string
  carryOutActivity: 'local' | 'normal'
  maxCachedWorkflows: number
  /** Workflow threads without the SDK's stack traces and time limits (docs/adr/0027). */
  leanWorkflowThreads: boolean
  /** Temporal routes tasks by the worker's version; undefined where any worker may take any. */
  deploymentVersion: { deploymentName: string; buildId: string } | undefined
}

/** Temporal writes a version as `<deployment>.<build>`, and older servers with a colon. */
const deploymentWord = z.string().regex(/^[^.:\s]{1,100}$/, 'must have no point, colon or blank')

export const workerEnvironment = z.object({
  TEMPORAL_TASK_QUEUE: z.string().default('perdure'),
  CARRY_OUT_ACTIVITY: oneOf('local', 'normal').default('local'),
  MAX_CACHED_WORKFLOWS: wholeNumber(1).default(1_000),
  LEAN_WORKFLOW_THREADS: yesOrNo.default('true'),
  WORKER_DEPLOYMENT: deploymentWord.optional(),
  WORKER_BUILD_ID: deploymentWord.default(manifest.version.replaceAll('.', '-')),
})

export function readWorker(e: z.infer<typeof workerEnvironment>): WorkerConfig {
  return {
    taskQueue: e.TEMPORAL_TASK_QUEUE,
    carryOutActivity: e.CARRY_OUT_ACTIVITY,
    maxCachedWorkflows: e.MAX_CACHED_WORKFLOWS,
    leanWorkflowThreads: e.LEAN_WORKFLOW_THREADS === 'true',
    deploymentVersion:
      e.WORKER_DEPLOYMENT === undefined
        ? undefined
        : { deploymentName: e.WORKER_DEPLOYMENT, buildId: e.WORKER_BUILD_ID },
  }
}
