import type { Client } from '@temporalio/client'
import type { Config } from '../src/config.js'
import type { Database } from '../src/database/pool.js'
import { createWorkerBeats } from '../src/database/worker-beats.js'
import { type PollingLoop, startPollingLoop } from '../src/polling-loop.js'
import type { Storage } from '../src/storage/storage.js'
import { foldTallies } from '../src/write/dashboards/fold-tallies.js'
import type { Listener } from '../src/write/listeners/listener.js'
import { createListenerRounds } from '../src/write/listeners/rounds.js'
import { sweepExpired } from '../src/write/retention/sweep.js'
import { sweepFiles } from '../src/write/retention/sweep-files.js'
import { noteArrivals } from '../src/write/uploads/note-arrivals.js'
import { createDeliveryTrigger } from './delivery-trigger.js'
import type { Gateway } from './gateway.js'
import { createLostRunSearch } from './lost-runs.js'
import { createOutboxDispatcher } from './outbox-dispatcher.js'
import { createOverdueSweep } from './overdue-sweep.js'
import { createRelay } from './relay.js'
import { attachmentRevival, contractRevival, operationRevival, webhookRevival } from './revive.js'
import { createScheduleKeeper } from './schedules.js'
import { createWebhookSignaller } from './signal-webhooks.js'
import { createArticleStarter } from './start-articles.js'
import { createAssignmentStarter } from './start-assignments.js'
import { createAttachmentStarter } from './start-attachments.js'
import { createContractStarter } from './start-contracts.js'
import type { StartGate } from './start-gate.js'
import { createMailInStarter } from './start-mail-in.js'
import { createOperationStarter } from './start-operations.js'
import { createRulesStarter } from './start-rules.js'
import { createSurveyStarter } from './start-surveys.js'
import { createWorkOrderStarter } from './start-work-orders.js'
import { ARTICLE_WAKES } from './wake-articles.js'
import { wakeWaitingGroups } from './wake-assignments.js'
import { MAIL_WAKES } from './wake-mail-in.js'
import { wakeOverdueRules } from './wake-rules.js'
import { SURVEY_WAKES } from './wake-surveys.js'
import { wakeOverdueWorkOrders } from './wake-work-orders.js'

const LOOP_MS = 1_000
/** What has waited for a minute can wait for this too. */
const OVERDUE_MS = 5_000
const BEAT_MS = 2_000
/** An admin who sets a time means one that is minutes away at least. */
const SCHEDULES_MS = 3_000
const SEARCH_MS = 60_000
/** Whoever attaches a file is not waited for: it is looked for then. */
const ARRIVALS_MS = 5_000
const SWEEP_EVERY_MS = 60_000
const FOLD_EVERY_MS = 10_000

interface LoopDeps {
  config: Config
  db: Database
  storage: Storage
  client: Client
  gateway: Gateway
  onError: (error: unknown) => void
  listeners: readonly Listener[]
  gate: StartGate
  eagerClient: () => Client | undefined
  /** Whether commands were carried out just now. */
  isBusy: () => boolean
  /** Whether many due deadlines were carried out just now. */
  isDraining: () => boolean
  isServing: () => boolean
  /** The server starts no run eagerly, though it was asked to. */
  onNeverEager: () => void
}

/** The loops that live while Temporal does not. */
export function startLoops({
  config,
  db,
  storage,
  client,
  gateway,
  gate,
  eagerClient,
  onError,
  listeners,
  isBusy,
  isDraining,
  isServing,
  onNeverEager,
}: LoopDeps) {
  const { taskQueue, carryOutActivity: carryOutAs } = config
  const settings = { taskQueue, carryOutAs }
  const beats = createWorkerBeats(db, taskQueue)
  const start = (everyMs: number, work: () => Promise<boolean>) =>
    startPollingLoop(everyMs, work, onError)
  const once = (everyMs: number, work: () => Promise<void>) =>
    start(everyMs, () => work().then(() => false))
  const dispatching = { db, client, eagerClient, settings, gate, isBusy, onNeverEager }
  const dispatcher = start(LOOP_MS, createOutboxDispatcher(dispatching))
  const attachments = start(LOOP_MS, createAttachmentStarter({ db, client, taskQueue }))
  const operations = start(LOOP_MS, createOperationStarter({ db, client, taskQueue }))
  const webhooks = start(LOOP_MS, createWebhookSignaller({ db, client, taskQueue }))
  const listening = start(LOOP_MS, createListenerRounds({ db, listeners, onError }))
  const assignments = start(LOOP_MS, createAssignmentStarter({ db, client, taskQueue }))
  const rules = start(LOOP_MS, createRulesStarter({ db, client, taskQueue }))
  const surveys = start(LOOP_MS, createSurveyStarter({ db, client, taskQueue }))
  const mailIn = start(LOOP_MS, createMailInStarter({ db, client, taskQueue }))
  const articles = start(LOOP_MS, createArticleStarter({ db, client, taskQueue }))
  const contracts = start(LOOP_MS, createContractStarter({ db, client, taskQueue }))
  const workOrders = start(LOOP_MS, createWorkOrderStarter({ db, client, taskQueue }))
  const keepSchedules = createScheduleKeeper({ db, client, taskQueue, now: Date.now, onError })
  const relay = createRelay({ db, gateway, onError })
  const relaying = start(LOOP_MS, relay.relayPending)
  const loops: PollingLoop[] = [
    dispatcher,
    attachments,
    operations,
    listening,
    assignments,
    rules,
    relaying,
    webhooks,
    surveys,
    mailIn,
    articles,
    contracts,
    workOrders,
    start(SCHEDULES_MS, keepSchedules),
    ...(storage.intake.kind === 'direct'
      ? [once(ARRIVALS_MS, () => noteArrivals({ db, storage, now: Date.now }))]
      : []),
    once(OVERDUE_MS, createOverdueSweep({ db, isDraining, onError })),
    once(LOOP_MS, createDeliveryTrigger(db, client, taskQueue)),
    once(SWEEP_EVERY_MS, () => attachmentRevival.reviveOverdue(db)),
    once(SWEEP_EVERY_MS, () => operationRevival.reviveOverdue(db)),
    once(SWEEP_EVERY_MS, () => wakeWaitingGroups(db)),
    once(SWEEP_EVERY_MS, () => wakeOverdueRules(db)),
    once(SWEEP_EVERY_MS, () => SURVEY_WAKES.wakeOverdue(db)),
    once(SWEEP_EVERY_MS, () => MAIL_WAKES.wakeOverdue(db)),
    once(SWEEP_EVERY_MS, () =>
      ARTICLE_WAKES.wakeOverdue(db, [config.chatbot.embedding !== undefined]),
    ),
    once(SWEEP_EVERY_MS, () => contractRevival.reviveOverdue(db)),
    once(SWEEP_EVERY_MS, () => wakeOverdueWorkOrders(db)),
    once(SWEEP_EVERY_MS, () => webhookRevival.reviveOverdue(db)),
    start(FOLD_EVERY_MS, () => foldTallies(db)),
    start(SWEEP_EVERY_MS, () => sweepExpired(db)),
    start(SWEEP_EVERY_MS, () => sweepFiles({ db, storage, now: Date.now })),
    start(SEARCH_MS, createLostRunSearch({ db, client, taskQueue })),
    once(BEAT_MS, async () => {
      if (isServing()) await beats.beat()
    }),
  ]
  return {
    triggerDispatcher: dispatcher.trigger,
    triggerAttachments: attachments.trigger,
    triggerOperations: operations.trigger,
    triggerListeners: listening.trigger,
    triggerAssignments: assignments.trigger,
    triggerRules: rules.trigger,
    triggerRelay: relaying.trigger,
    triggerWebhooks: webhooks.trigger,
    triggerSurveys: surveys.trigger,
    triggerMailIn: mailIn.trigger,
    triggerArticles: articles.trigger,
    triggerContracts: contracts.trigger,
    triggerWorkOrders: workOrders.trigger,
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
      await relay.settle()
      await beats.end().catch(onError)
    },
  }
}
