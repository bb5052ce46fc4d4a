import type { Client } from '@temporalio/client'
import { type InjectedSinks, NativeConnection, Worker } from '@temporalio/worker'
import type { Activities } from '../activities/index.js'
import type { Config } from '../src/config.js'
import type { Logger } from '../src/logger.js'
import { startPollingLoop } from '../src/polling-loop.js'
import type { RunSinks } from '../workflows/sinks.js'
import { openTemporal } from './client.js'
import { createDataConverter } from './codec.js'
import { connectionOptions } from './connection.js'
import type { WorkflowThreads } from './lean-threads.js'
import { registerSearchAttributes } from './search-attributes.js'

const AGAIN_AFTER_MS = 1_000
const REGISTER_WITHIN_MS = 5_000

export interface ServingDeps {
  config: Config
  log: Logger
  client: Client
  bundlePath: string
  activities: Activities
  threads: Pick<WorkflowThreads, 'guardedForMs'>
  onBegun: (workflowId: string) => void
  onError: (error: unknown) => void
}

export interface Serving {
  isServing(): boolean
  /** By the connection of the worker, as long as that one serves: only what is started by it may be started eagerly. */
  eagerClient(): Client | undefined
  /** What was begun is finished; a server that does not answer is not waited for. */
  stop(): Promise<void>
}

/** Serves the task queue, again each second while Temporal is away. */
export function startServing(deps: ServingDeps): Serving {
  const { config, log, client, threads, onError } = deps
  const stopping = new AbortController()
  const stopped = new Promise<undefined>((resolve) =>
    stopping.signal.addEventListener('abort', () => resolve(undefined)),
  )
  let worker: Worker | undefined
  let eagerClient: Client | undefined

  async function serve(): Promise<false> {
    const connecting = NativeConnection.connect(connectionOptions(config.temporal))
    const connection = await Promise.race([connecting, stopped])
    if (connection === undefined) {
      connecting.then((late) => late.close()).catch(() => undefined)
      return false
    }
    try {
      const deadline = Date.now() + REGISTER_WITHIN_MS
      await client.connection.withDeadline(deadline, () => registerSearchAttributes(client))
      await run(connection)
    } finally {
      worker = undefined
      eagerClient = undefined
      await connection.close()
    }
    return false
  }

  async function run(connection: NativeConnection): Promise<void> {
    if (stopping.signal.aborted) return
    const created = await createWorker(deps, connection)
    const running = created.run()
    worker = created
    eagerClient = openTemporal(config.temporal, connection)
    if (stopping.signal.aborted) created.shutdown()
    else log.info({ taskQueue: config.taskQueue }, 'worker is serving')
    const guardedForMs = threads.guardedForMs()
    if (!Number.isFinite(guardedForMs) || guardedForMs === 0) return running
    const end = setTimeout(() => created.shutdown(), guardedForMs) // and begins again, lean
    await running.finally(() => clearTimeout(end))
  }

  const loop = startPollingLoop(AGAIN_AFTER_MS, serve, onError)
  return {
    isServing: () => worker?.getState() === 'RUNNING',
    eagerClient: () => (worker?.getState() === 'RUNNING' ? eagerClient : undefined),
    stop: async () => {
      stopping.abort()
      if (worker?.getState() === 'RUNNING') worker.shutdown()
      await loop.stop()
    },
  }
}

function createWorker(
  { config, bundlePath, activities, onBegun }: ServingDeps,
  connection: NativeConnection,
): Promise<Worker> {
  const sinks: InjectedSinks<RunSinks> = {
    run: { begun: { fn: ({ workflowId }) => onBegun(workflowId) } },
  }
  return Worker.create({
    connection,
    namespace: config.temporal.namespace,
    dataConverter: createDataConverter(config.temporal.codecKeys),
    taskQueue: config.taskQueue,
    workflowBundle: { codePath: bundlePath },
    activities,
    sinks,
    maxCachedWorkflows: config.maxCachedWorkflows,
    // a killed worker's tickets are taken up by another well within the API's 5 s
    stickyQueueScheduleToStartTimeout: '1500ms',
    maxConcurrentLocalActivityExecutions: Math.max(1, config.databasePool - 4),
    maxConcurrentActivityTaskExecutions: 20,
    shutdownGraceTime: '5s',
    ...(config.deploymentVersion === undefined
      ? {}
      : { workerDeploymentOptions: routeByVersion(config.deploymentVersion) }),
  })
}

/** No rule is in a workflow, so every run goes on with the current version, however old it is. */
function routeByVersion(version: { deploymentName: string; buildId: string }) {
  const defaultVersioningBehavior = 'AUTO_UPGRADE' as const
  return { version, useWorkerVersioning: true as const, defaultVersioningBehavior }
}
