import { fileURLToPath } from 'node:url'
import { Context } from '@temporalio/activity'
import { DefaultLogger, Runtime } from '@temporalio/worker'
import { v7 as uuidv7 } from 'uuid'
import { fileActivities } from '../activities/attachments/index.js'
import { sweepScratch } from '../activities/attachments/scratch.js'
import { devMailer } from '../activities/delivery/dev-mailer.js'
import { openMessengers } from '../activities/delivery/open-messengers.js'
import { smtpMailer } from '../activities/delivery/smtp-mailer.js'
import type { ActivityDeps } from '../activities/deps.js'
import { createActivities } from '../activities/index.js'
import { longActivities } from '../activities/operations/index.js'
import { webhookActivities } from '../activities/webhooks/index.js'
import { type KeyRing, loadKeyRing } from '../src/auth/keys.js'
import { signReply } from '../src/auth/reply-tokens.js'
import { unseal } from '../src/auth/seal.js'
import { signSurvey } from '../src/auth/survey-tokens.js'
import { openEmbedding } from '../src/chatbot/open-embedding.js'
import { type Config, loadConfig } from '../src/config.js'
import { type Database, openDatabase } from '../src/database/pool.js'
import { exitOnUnhandled } from '../src/exit-on-unhandled.js'
import { exitWithLine } from '../src/exit-with-line.js'
import { findFfmpeg } from '../src/files/find-ffmpeg.js'
import { openAntivirus } from '../src/files/open-antivirus.js'
import { createLogger, type Logger } from '../src/logger.js'
import { createMailboxPoller } from '../src/mail-in/imap/poll.js'
import { createMailboxReach } from '../src/mail-in/imap/session.js'
import { openMailIn } from '../src/mail-in/open-mail-in.js'
import { createOutbound } from '../src/outbound/outbound.js'
import { createSandbox } from '../src/payments/sandbox.js'
import { type PollingLoop, startPollingLoop } from '../src/polling-loop.js'
import { readTicketState } from '../src/read/tickets/state.js'
import { startListener } from '../src/realtime/listener.js'
import { startSequencer } from '../src/realtime/sequencer.js'
import { requireDatabase } from '../src/require-database.js'
import { createStaffStore } from '../src/staff-store/client.js'
import { openStorage } from '../src/storage/open.js'
import { tellStarter } from '../src/tell-starter.js'
import { signAuditHeads } from '../src/write/audit/sign-heads.js'
import { receivePaymentEvent } from '../src/write/billing/receive-payment-event.js'
import { createListeners } from '../src/write/listeners/index.js'
import { shareBegunRuns } from './begun-runs.js'
import { BUNDLES, workflowBundle } from './bundle.js'
import { openTemporal } from './client.js'
import { translateFilePrograms } from './file-programs.js'
import { createGateway } from './gateway.js'
import { startLoops } from './loops.js'
import { createRecency } from './recency.js'
import { startServing } from './serving.js'
import { createStartGate } from './start-gate.js'
import { startWorkflowGuard } from './workflow-guard.js'

/** How long after a commit more of them are expected. */
const BUSY_FOR_MS = 50
/** So many due deadlines in so long are more than whoever works alone brings about. */
const DRAINING_FOR_MS = 5_000
const DRAINING_FIRINGS = 50
const NEVER_EAGER =
  'no start is eager: the server hands first tasks over by its queues (docs/operating.md)'
/** How often it is asked whether a chain has no signed head of today. */
const SIGN_HEADS_MS = 600_000

/** Composition of the worker process: the Temporal worker and, beside it, the loops that outlive Temporal. */
export async function startWorker(config: Config, log: Logger, bundle: string, programs?: string) {
  const onError = (error: unknown) => log.warn({ error: String(error) }, 'will be tried again')
  const { databaseUrl: url, databaseDirectUrl: directUrl, databasePool: poolSize } = config
  const db = openDatabase({ url, directUrl, poolSize, onError })
  const client = openTemporal(config.temporal)
  const listener = startListener(db, onError)
  const sequencer = startSequencer({ db, listener, onError })
  const storage = await openStorage(config.storage)
  const commits = createRecency({ forMs: BUSY_FOR_MS, many: 1 })
  const firings = createRecency({ forMs: DRAINING_FOR_MS, many: DRAINING_FIRINGS })
  const { clamd, ffmpegPath, ...fileSettings } = config.files
  await sweepScratch(fileSettings.scratchFolder)
  const { close: closeMessengers, ...messengers } = openMessengers(config.outbound)
  const toWebhooks = createOutbound(config.outbound.webhookRules)
  const keys = await loadKeyRing(config.signingKeys)
  const api = `${config.apiUrl.replace(/\/+$/, '')}/api/v1`
  const payments = createSandbox({
    ...{ db, secrets: keys.paymentSecrets },
    send: async (signed) => {
      const event = payments.webhook(signed)
      if (event !== undefined) await receivePaymentEvent(db, event, new Date().toISOString())
    },
  })
  const openSecret = (kept: string, owner: string) => unseal(kept, owner, config.temporal.codecKeys)
  const mailIn = openMailIn(config.mailIn, keys.mailSecrets)
  const deps: ActivityDeps = {
    db,
    mailer:
      config.smtpUrl === undefined ? devMailer(db) : smtpMailer(config.smtpUrl, config.mailFrom),
    ...messengers,
    storage,
    files: {
      ...{ ...fileSettings, programs },
      antivirus: openAntivirus(clamd),
      findFfmpeg: (folder) => findFfmpeg(ffmpegPath, folder),
    },
    staffStore: config.staffStore && createStaffStore(config.staffStore),
    mailIn: { ...mailIn.filing, quota: config.uploadQuota },
    giveReplyAddress: mailIn.giveReplyAddress,
    publicUrl: config.publicUrl,
    linkSecret: keys.linkSecret,
    embedding: await openEmbedding(db, config.chatbot),
    payments,
    giveSurveyUrl: (survey) => `${api}/surveys/answer/${signSurvey(keys.surveySecrets[0], survey)}`,
    notifyCommitted: () => {
      commits.note()
      sequencer.notifyCommitted()
    },
    onFailed: onError,
    onQueued: () => loops.triggerRelay(),
    onFired: firings.note,
    isBusy: commits.areMany,
    newId: () => uuidv7(),
    readAttempt: () => Context.current().info.attempt,
  }
  const gateway = createGateway({
    client,
    settings: { taskQueue: config.taskQueue, carryOutAs: config.carryOutActivity },
    readState: (ticket) => readTicketState(db, ticket),
  })
  const guard = config.leanWorkflowThreads
    ? await startWorkflowGuard({ db, taskQueue: config.taskQueue, log, onError })
    : undefined
  const gate = createStartGate(Date.now)
  const begunRuns = shareBegunRuns({
    ...{ db, listener, gate, onError },
    onSettled: () => loops.triggerDispatcher(),
  })
  const serving = startServing({
    ...{ config, log, client, bundlePath: bundle, onError },
    activities: createActivities(deps),
    fileActivities: fileActivities(deps),
    longActivities: longActivities(deps),
    webhookActivities: webhookActivities({
      ...{ db, outbound: toWebhooks, now: Date.now, openSecret },
      notifyCommitted: deps.notifyCommitted,
      pollMailbox: createMailboxPoller({
        ...{ db, openSecret, now: Date.now, domain: config.mailIn.domain },
        reach: createMailboxReach(config.outbound.mailboxRules),
      }),
    }),
    onBegun: begunRuns.note,
  })
  const loops = startLoops({
    ...{ config, db, storage, client, gateway, gate, onError },
    eagerClient: serving.eagerClient,
    listeners: createListeners({
      giveReplyUrl: (announcement) =>
        `${api}/hooks/tickets/${signReply(keys.replySecrets[0], announcement)}`,
    }),
    isBusy: commits.areMany,
    isDraining: firings.areMany,
    isServing: serving.isServing,
    onNeverEager: () => log.warn(NEVER_EAGER),
  })
  listener.on('numbered', (kinds = '') => triggerFor(kinds, loops))
  const smtp = await mailIn.listen({ ...deps, now: Date.now, report: onError })
  const signing = startSigningHeads({
    ...{ db, log, onError },
    keys,
  })
  return {
    /** Where mails come in; undefined where none do. */
    mailInPort: smtp?.port,
    stop: async () => {
      await smtp?.stop()
      await Promise.all([serving.stop(), loops.stop(), signing.stop()])
      await mailIn.close()
      await guard?.stop()
      await begunRuns.stop()
      await sequencer.stop()
      await listener.stop()
      await client.connection.close()
      await closeMessengers()
      await toWebhooks.close()
      await db.close()
    },
  }
}

/** What was committed is looked at at once, and by no loop that has nothing of it. */
function triggerFor(kinds: string, loops: ReturnType<typeof startLoops>): void {
  const byKind = {
    attachment: loops.triggerAttachments,
    operation: loops.triggerOperations,
    webhook: loops.triggerWebhooks,
    survey: loops.triggerSurveys,
    mail_in: loops.triggerMailIn,
    article: loops.triggerArticles,
    contract: loops.triggerContracts,
    work_order: loops.triggerWorkOrders,
    assignment: loops.triggerAssignments,
    rules: loops.triggerRules,
  }
  if (/start|signal/.test(kinds)) loops.triggerDispatcher()
  loops.triggerListeners()
  for (const [kind, trigger] of Object.entries(byKind)) if (kinds.includes(kind)) trigger()
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

async function main(): Promise<void> {
  const config = loadConfig()
  const log = createLogger(config.logLevel, 'worker')
  await requireDatabase(config, log)
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('WARN') })
  const made = await Promise.all([workflowBundle(BUNDLES), translateFilePrograms()])
  const worker = await startWorker(config, log, ...made)
  exitOnUnhandled(log, worker.stop)
  const stop = () => void worker.stop().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.send?.('ready')
  const { taskQueue, temporal } = config
  tellStarter(
    config,
    `worker: runs for the task queue ${taskQueue} of Temporal at ${temporal.address}`,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch(exitWithLine('worker'))
}
