import { fileURLToPath } from 'node:url'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { v7 as uuidv7 } from 'uuid'
import { devMailer, smtpMailer } from '../activities/delivery/mailers.js'
import { createActivities } from '../activities/index.js'
import { type Config, ConfigError, loadConfig } from '../src/config.js'
import { openDatabase } from '../src/database/pool.js'
import { createLogger, type Logger } from '../src/logger.js'
import { type PollingLoop, startPollingLoop } from '../src/polling-loop.js'
import { readTicketState } from '../src/read/tickets/state.js'
import { startListener } from '../src/realtime/listener.js'
import { startSequencer } from '../src/realtime/sequencer.js'
import { workflowBundle } from './bundle.js'
import { openTemporal } from './client.js'
import { createDeliveryTrigger } from './delivery-trigger.js'
import { createGateway } from './gateway.js'
import { dispatchOutbox } from './outbox-dispatcher.js'
import { signalOverdue } from './overdue-sweep.js'
import { relayPending } from './relay.js'
import { registerSearchAttributes } from './search-attributes.js'
import type { TicketRef } from './workflow-start-options.js'

const BUSY_FOR_MS = 50
const DRAINING_FOR_MS = 5_000

/** Composition of the worker process: the Temporal worker and, beside it, the loops that outlive Temporal. */
export async function startWorker(config: Config, log: Logger, bundlePath: string) {
  const onError = (error: unknown) => log.warn({ error: String(error) }, 'will be tried again')
  const db = openDatabase({
    url: config.databaseUrl,
    directUrl: config.databaseDirectUrl,
    poolSize: config.databasePool,
    onError,
  })
  const client = openTemporal({
    address: config.temporalAddress,
    namespace: config.temporalNamespace,
  })
  const settings = { taskQueue: config.taskQueue, carryOutAs: config.carryOutActivity }
  const readState = (ticket: TicketRef) => readTicketState(db, ticket)
  const gateway = createGateway({ client, settings, readState })
  const listener = startListener(db, onError)
  const sequencer = startSequencer({ db, listener, onError })
  let lastCommit = 0
  let lastFiring = 0
  const activities = createActivities({
    db,
    mailer:
      config.smtpUrl === undefined ? devMailer(db) : smtpMailer(config.smtpUrl, config.mailFrom),
    notifyCommitted: () => {
      lastCommit = Date.now()
      sequencer.notifyCommitted()
    },
    onFired: () => {
      lastFiring = Date.now()
    },
    newId: () => uuidv7(),
  })
  const triggerDeliveries = createDeliveryTrigger(db, client, config.taskQueue)
  const busy = () => Date.now() - lastCommit < BUSY_FOR_MS
  const isDraining = () => Date.now() - lastFiring < DRAINING_FOR_MS
  const dispatcher = startPollingLoop(
    1_000,
    () => dispatchOutbox({ db, client, settings, busy }),
    onError,
  )
  const loops: PollingLoop[] = [
    dispatcher,
    startPollingLoop(1_000, () => relayPending({ db, gateway }), onError),
    startPollingLoop(1_000, () => signalOverdue({ db, isDraining }).then(() => false), onError),
    startPollingLoop(1_000, () => triggerDeliveries().then(() => false), onError),
  ]
  listener.on('numbered', dispatcher.trigger)

  let worker: Worker | undefined
  let stopping = false
  async function serve(): Promise<void> {
    const connection = await NativeConnection.connect({ address: config.temporalAddress })
    try {
      await registerSearchAttributes(client)
      worker = await Worker.create({
        connection,
        namespace: config.temporalNamespace,
        taskQueue: config.taskQueue,
        workflowBundle: { codePath: bundlePath },
        activities,
        maxCachedWorkflows: config.maxCachedWorkflows,
        maxConcurrentLocalActivityExecutions: Math.max(1, config.databasePool - 4),
        maxConcurrentActivityTaskExecutions: 20,
        shutdownGraceTime: '5s',
      })
      log.info({ taskQueue: config.taskQueue }, 'worker is serving')
      await worker.run()
    } finally {
      worker = undefined
      await connection.close()
    }
  }
  const serving = startPollingLoop(
    1_000,
    () => (stopping ? Promise.resolve(false) : serve().then(() => false)),
    onError,
  )

  return {
    stop: async () => {
      stopping = true
      worker?.shutdown()
      await Promise.all([serving.stop(), ...loops.map((loop) => loop.stop())])
      await sequencer.stop()
      await listener.stop()
      await client.connection.close()
      await db.close()
    },
  }
}

async function main(): Promise<void> {
  const config = loadConfig()
  const log = createLogger(config.logLevel, 'worker')
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('WARN') })
  const bundlePath = await workflowBundle(
    fileURLToPath(new URL('../.data/bundles', import.meta.url)),
  )
  const worker = await startWorker(config, log, bundlePath)
  const stop = () => void worker.stop().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.send?.('ready')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    const line = error instanceof ConfigError ? error.message : String(error)
    process.stderr.write(`worker: ${line}\n`)
    process.exit(1)
  })
}
