import { fileURLToPath } from 'node:url'
import type { Client } from '@temporalio/client'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { v7 as uuidv7 } from 'uuid'
import { devMailer } from '../activities/delivery/dev-mailer.js'
import { smtpMailer } from '../activities/delivery/smtp-mailer.js'
import { type Activities, createActivities } from '../activities/index.js'
import { type KeyRing, loadKeyRing } from '../src/auth/keys.js'
import { type Config, ConfigError, loadConfig } from '../src/config.js'
import { type Database, openDatabase } from '../src/database/pool.js'
import { exitOnUnhandled } from '../src/exit-on-unhandled.js'
import { createLogger, type Logger } from '../src/logger.js'
import { type PollingLoop, startPollingLoop } from '../src/polling-loop.js'
import { readTicketState } from '../src/read/tickets/state.js'
import { startListener } from '../src/realtime/listener.js'
import { startSequencer } from '../src/realtime/sequencer.js'
import { requireDatabase } from '../src/require-database.js'
import { signAuditHeads } from '../src/write/audit/sign-heads.js'
import { sweepExpired } from '../src/write/retention/sweep.js'
import { BUNDLES, workflowBundle } from './bundle.js'
import { openTemporal } from './client.js'
import { createDeliveryTrigger } from './delivery-trigger.js'
import { createGateway } from './gateway.js'
import { dispatchOutbox } from './outbox-dispatcher.js'
import { signalOverdue } from './overdue-sweep.js'
import { relayPending } from './relay.js'
import { registerSearchAttributes } from './search-attributes.js'
import type { TicketRef } from './workflow-start-options.js'

/** How long after a commit, or a due deadline, more of them are expected. */
const BUSY_FOR_MS = 50
const DRAINING_FOR_MS = 5_000
const LOOP_MS = 1_000
/** How often it is asked whether a chain has no signed head of today. */
const SIGN_HEADS_MS = 600_000
const SWEEP_EVERY_MS = 60_000

/** Composition of the worker process: the Temporal worker and, beside it, the loops that outlive Temporal. */
export async function startWorker(config: Config, log: Logger, bundlePath: string) {
  const onError = (error: unknown) => log.warn({ error: String(error) }, 'will be tried again')
  const { databaseUrl: url, databaseDirectUrl: directUrl, databasePool: poolSize } = config
  const db = openDatabase({ url, directUrl, poolSize, onError })
  const client = openTemporal({
    address: config.temporalAddress,
    namespace: config.temporalNamespace,
  })
  const listener = startListener(db, onError)
  const sequencer = startSequencer({ db, listener, onError })
  const commits = createRecency(BUSY_FOR_MS)
  const firings = createRecency(DRAINING_FOR_MS)
  const activities = createActivities({
    db,
    mailer:
      config.smtpUrl === undefined ? devMailer(db) : smtpMailer(config.smtpUrl, config.mailFrom),
    publicUrl: config.publicUrl,
    notifyCommitted: () => {
      commits.note()
      sequencer.notifyCommitted()
    },
    onFired: firings.note,
    newId: () => uuidv7(),
  })
  const { loops, dispatcher } = startLoops({ config, db, client, onError, commits, firings })
  listener.on('numbered', dispatcher.trigger)
  loops.push(startSigningHeads({ db, log, onError, keys: await loadKeyRing(config.signingKeys) }))
  const server = startServing({ config, log, client, bundlePath, activities, onError })
  return {
    stop: async () => {
      await Promise.all([server.stop(), ...loops.map((loop) => loop.stop())])
      await sequencer.stop()
      await listener.stop()
      await client.connection.close()
      await db.close()
    },
  }
}

interface Recency {
  note: () => void
  isRecent: () => boolean
}

function createRecency(forMs: number): Recency {
  let last = 0
  return {
    note: () => {
      last = Date.now()
    },
    isRecent: () => Date.now() - last < forMs,
  }
}

interface LoopDeps {
  config: Config
  db: Database
  client: Client
  onError: (error: unknown) => void
  commits: Recency
  firings: Recency
}

/** The loops that live while Temporal does not. */
function startLoops({ config, db, client, onError, commits, firings }: LoopDeps) {
  const settings = { taskQueue: config.taskQueue, carryOutAs: config.carryOutActivity }
  const readState = (ticket: TicketRef) => readTicketState(db, ticket)
  const gateway = createGateway({ client, settings, readState })
  const triggerDeliveries = createDeliveryTrigger(db, client, config.taskQueue)
  const start = (work: () => Promise<boolean>) => startPollingLoop(LOOP_MS, work, onError)
  const once = (work: () => Promise<void>) => start(() => work().then(() => false))
  const dispatcher = start(() => dispatchOutbox({ db, client, settings, busy: commits.isRecent }))
  const loops: PollingLoop[] = [
    dispatcher,
    start(() => relayPending({ db, gateway })),
    once(() => signalOverdue({ db, isDraining: firings.isRecent })),
    once(triggerDeliveries),
    startPollingLoop(SWEEP_EVERY_MS, () => sweepExpired(db), onError),
  ]
  return { loops, dispatcher }
}

interface SigningDeps {
  db: Database
  log: Logger
  keys: KeyRing
  onError: (error: unknown) => void
}

/** Hands out the head of each audit chain once a day, in the log, which leaves the machine. */
function startSigningHeads({ db, log, keys, onError }: SigningDeps): PollingLoop {
  async function work(): Promise<boolean> {
    if (!keys.isLasting) return false
    await signAuditHeads({
      db,
      keys,
      onSigned: (head) => log.info(head, 'audit head signed'),
      onBroken: (found) => log.error(found, 'the audit chain is broken; its head is not signed'),
    })
    return false
  }
  return startPollingLoop(SIGN_HEADS_MS, work, onError)
}

interface ServerDeps {
  config: Config
  log: Logger
  client: Client
  bundlePath: string
  activities: Activities
  onError: (error: unknown) => void
}

/** Serves the task queue, again each second while Temporal is away. */
function startServing({ config, log, client, bundlePath, activities, onError }: ServerDeps) {
  let worker: Worker | undefined
  let isStopping = false
  async function serve(): Promise<void> {
    const connection = await NativeConnection.connect({ address: config.temporalAddress })
    try {
      await registerSearchAttributes(client)
      if (isStopping) return
      worker = await createWorker(config, connection, bundlePath, activities)
      log.info({ taskQueue: config.taskQueue }, 'worker is serving')
      await worker.run()
    } finally {
      worker = undefined
      await connection.close()
    }
  }
  const loop = startPollingLoop(
    LOOP_MS,
    () => (isStopping ? Promise.resolve(false) : serve().then(() => false)),
    onError,
  )
  return {
    stop: async () => {
      isStopping = true
      worker?.shutdown()
      await loop.stop()
    },
  }
}

function createWorker(
  config: Config,
  connection: NativeConnection,
  bundlePath: string,
  activities: Activities,
): Promise<Worker> {
  return Worker.create({
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
}

async function main(): Promise<void> {
  const config = loadConfig()
  const log = createLogger(config.logLevel, 'worker')
  await requireDatabase(config, log)
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('WARN') })
  const bundlePath = await workflowBundle(BUNDLES)
  const worker = await startWorker(config, log, bundlePath)
  exitOnUnhandled(log, worker.stop)
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
