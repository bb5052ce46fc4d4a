import type { Client } from '@temporalio/client'
import { type InjectedSinks, NativeConnection, Worker } from '@temporalio/worker'
import type { FileActivities } from '../activities/attachments/index.js'
import type { Activities } from '../activities/index.js'
import type { LongActivities } from '../activities/operations/index.js'
import type { WebhookActivities } from '../activities/webhooks/index.js'
import type { Config } from '../src/config.js'
import type { Logger } from '../src/logger.js'
import { startPollingLoop } from '../src/polling-loop.js'
import type { RunSinks } from '../workflows/sinks.js'
import { openTemporal } from './client.js'
import { createDataConverter } from './codec.js'
import { connectionOptions } from './connection.js'
import { registerSearchAttributes } from './search-attributes.js'

const AGAIN_AFTER_MS = 1_000
const REGISTER_WITHIN_MS = 5_000

export interface ServingDeps {
  config: Config
  log: Logger
  client: Client
  bundlePath: string
  activities: Activities
  fileActivities: FileActivities
  longActivities: LongActivities
  webhookActivities: WebhookActivities
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
  const { config, log, client, onError } = deps
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
    const others = await createOtherWorkers(deps, connection)
    const running = runTogether([created, ...others])
    worker = created
    eagerClient = openTemporal(config.temporal, connection)
    if (stopping.signal.aborted) end(created)
    else log.info({ taskQueue: config.taskQueue }, 'worker is serving')
    await running
  }

  const loop = startPollingLoop(AGAIN_AFTER_MS, serve, onError)
  return {
    isServing: () => worker?.getState() === 'RUNNING',
    eagerClient: () => (worker?.getState() === 'RUNNING' ? eagerClient : undefined),
    stop: async () => {
      stopping.abort()
      if (worker !== undefined) end(worker)
      await loop.stop()
    },
  }
}

function end(worker: Worker): void {
  if (worker.getState() === 'RUNNING') worker.shutdown()
}

/** Until all have ended; whichever ends, the others end with it. */
async function runTogether(workers: Worker[]): Promise<void> {
  await Promise.all(workers.map((one) => one.run().finally(() => workers.forEach(end))))
}

/** How many steps with files go on at once in this process, and how many conversions of videos beside them. */
const FILES_AT_ONCE = 4
const VIDEOS_AT_ONCE = 2
/** Exports, erasures and such: each reads much. */
const OPERATIONS_AT_ONCE = 2
/** Batches of webhooks, which wait most of their time. */
const WEBHOOKS_AT_ONCE = 32

/** What takes its time has queues of its own, so that it keeps neither commands nor mails waiting. */
function createOtherWorkers(
  { config, fileActivities, longActivities, webhookActivities }: ServingDeps,
  connection: NativeConnection,
): Promise<Worker[]> {
  const { namespace, codecKeys } = config.temporal
  const queues = [
    { name: 'files', activities: fileActivities, most: FILES_AT_ONCE },
    { name: 'videos', activities: fileActivities, most: VIDEOS_AT_ONCE },
    { name: 'operations', activities: longActivities, most: OPERATIONS_AT_ONCE },
    { name: 'webhooks', activities: webhookActivities, most: WEBHOOKS_AT_ONCE },
  ]
  return Promise.all(
    queues.map(({ name, activities, most }) =>
      Worker.create({
        ...{ connection, namespace, activities },
        taskQueue: `${config.taskQueue}-${name}`,
        maxConcurrentActivityTaskExecutions: most,
        dataConverter: createDataConverter(codecKeys),
        shutdownGraceTime: SHUTDOWN_GRACE,
      }),
    ),
  )
}

const SHUTDOWN_GRACE = '5s'

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
    shutdownGraceTime: SHUTDOWN_GRACE,
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
