import {
  ActivityCancellationType,
  type ActivityOptions,
  proxyActivities,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow'
import type { FileActivities } from '../activities/attachments/index.js'
import type { Activities } from '../activities/index.js'
import type { LongActivities } from '../activities/operations/index.js'
import type { WebhookActivities } from '../activities/webhooks/index.js'

/**
 * A command is tried for ever: it must not be given up while PostgreSQL is away, and repeating it is harmless.
 * The server's own retries leave nothing in the history; ten seconds bound how late a try after its return is.
 */
const FOR_EVER = {
  initialInterval: '100ms',
  backoffCoefficient: 2,
  maximumInterval: '10s',
} as const

/**
 * A local activity that goes on keeps its workflow task alive by three events each 2.4 s. So its tries in the worker
 * are over before the first of them, and the longer pauses are the run's own (patience.ts).
 */
const A_FEW_TRIES = { ...FOR_EVER, maximumAttempts: 5 } as const

/** One transaction: its time is above what PostgreSQL allows a statement. */
const TRANSACTION = { startToCloseTimeout: '20s', retry: FOR_EVER } as const

type TicketActivities = Pick<Activities, 'carryOut' | 'loadPosition'>
export const local = proxyLocalActivities<TicketActivities>({ ...TRANSACTION, retry: A_FEW_TRIES })
export const normal = proxyActivities<TicketActivities>(TRANSACTION)

/** What waits in a queue, or for its time, is looked at as commands are carried out: quickly, and for ever. */
export const { giveTickets, fireTimers } = proxyLocalActivities<
  Pick<Activities, 'giveTickets' | 'fireTimers'>
>({
  ...TRANSACTION,
  retry: A_FEW_TRIES,
})

/** So are an organization's surveys that are due: a few short transactions. */
export const { sendSurveys } = proxyLocalActivities<Pick<Activities, 'sendSurveys'>>({
  ...TRANSACTION,
  retry: A_FEW_TRIES,
})

/** So are articles whose time has come. */
export const { publishArticles } = proxyLocalActivities<Pick<Activities, 'publishArticles'>>({
  ...TRANSACTION,
  retry: A_FEW_TRIES,
})

/** An endpoint is asked for one article after the other; what it does not answer is put off, and only a fault of ours fails. */
export const { embedArticles } = proxyActivities<Pick<Activities, 'embedArticles'>>({
  startToCloseTimeout: '5m',
  retry: { ...FOR_EVER, maximumAttempts: 5 },
})

/** So is what is due of a contract. */
export const { advanceContract } = proxyLocalActivities<Pick<Activities, 'advanceContract'>>({
  ...TRANSACTION,
  retry: A_FEW_TRIES,
})

/** So is what is due of a work order. */
export const { advanceWorkOrder } = proxyLocalActivities<Pick<Activities, 'advanceWorkOrder'>>({
  ...TRANSACTION,
  retry: A_FEW_TRIES,
})

/** A payment is asked for until its outcome is known: each try after the first asks what has become of it. */
export const { carryPayment } = proxyActivities<Pick<Activities, 'carryPayment'>>({
  startToCloseTimeout: '20s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '1m' },
})

/** The word that an operator's cancellation was refused. */
export const { recordRefusedCancel } =
  proxyActivities<Pick<Activities, 'recordRefusedCancel'>>(TRANSACTION)

/** An operator's signal is rare and may wait; it needs no speed. */
export const operator = proxyActivities<Pick<Activities, 'receiveOperatorCommand'>>(TRANSACTION)

/** Several mails in one run; it heartbeats all the while, so that a killed worker is noticed in ten seconds. */
const BATCH: ActivityOptions = {
  startToCloseTimeout: '5m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
}
export const { deliverDue } = proxyActivities<Pick<Activities, 'deliverDue'>>(BATCH)

/** Mails that came in: reading one, and keeping its files, takes its time; one that fails is put off by its row. */
export const { fileMails } = proxyActivities<Pick<Activities, 'fileMails'>>(BATCH)

/** One try of one mail; its pauses are the run's own, since its row counts them. */
const ONE_TRY: ActivityOptions = {
  startToCloseTimeout: '1m',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '1m' },
}
export const { deliverOne } = proxyActivities<Pick<Activities, 'deliverOne'>>(ONE_TRY)

/** The verdict on a file is one transaction like a command's. */
export const { settleAttachment } =
  proxyActivities<Pick<Activities, 'settleAttachment'>>(TRANSACTION)

/** That some work came to nothing is one transaction, too. */
export const { settleUnfinished } =
  proxyActivities<Pick<Activities, 'settleUnfinished'>>(TRANSACTION)

/** What a schedule begins is one transaction, or one of each of a few. */
export const { beginScheduledSync, beginScheduledRetention } =
  proxyActivities<Pick<Activities, 'beginScheduledSync' | 'beginScheduledRetention'>>(TRANSACTION)

/** A report is read, drawn and written down within a minute; it is late after an hour of tries, and the next one comes. */
export const { sendReport } = proxyActivities<Pick<Activities, 'sendReport'>>({
  scheduleToCloseTimeout: '1h',
  startToCloseTimeout: '3m',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '5m' },
})
export const { giveUpReport } = proxyActivities<Pick<Activities, 'giveUpReport'>>(TRANSACTION)

/**
 * A step with a file: while antivirus or storage are away it is tried for a day, and the file waits. It heartbeats, so
 * that a killed worker is noticed in fifteen seconds. Cancelled, it is waited for until its programs are gone.
 */
const STEP: ActivityOptions = {
  scheduleToCloseTimeout: '24h',
  startToCloseTimeout: '1h',
  heartbeatTimeout: '15s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
}
/** Bytes that nobody can have are removed some day, however long the storage is away; at once after a killed worker. */
const DISCARD: ActivityOptions = {
  startToCloseTimeout: '5m',
  heartbeatTimeout: '15s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
}

/**
 * Steps have queues of their own, so that large files keep no mail waiting, and videos no other file. Inside a run alone:
 * the queues are named for the run's.
 */
export function fileSteps() {
  const { taskQueue } = workflowInfo()
  const onFiles = { taskQueue: `${taskQueue}-files` }
  const onVideos = { taskQueue: `${taskQueue}-videos` }
  const steps = proxyActivities<FileActivities>({ ...STEP, ...onFiles })
  return {
    checkAttachment: steps.checkAttachment,
    scanAttachment: steps.scanAttachment,
    storeAttachment: steps.storeAttachment,
    convertImage: steps.convertAttachment,
    convertVideo: proxyActivities<FileActivities>({ ...STEP, ...onVideos }).convertAttachment,
    discardAttachment: proxyActivities<FileActivities>({ ...DISCARD, ...onFiles })
      .discardAttachment,
  }
}

/** Long work has a queue of its own, so that an export keeps no file waiting. It is like a step with a file in all else. */
export function longWork() {
  const taskQueue = `${workflowInfo().taskQueue}-operations`
  return proxyActivities<LongActivities>({ ...STEP, taskQueue })
}

/** A few calls to a receiver; it heartbeats, so that a killed worker is noticed in ten seconds. */
const CALLS: ActivityOptions = {
  startToCloseTimeout: '2m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
}

/** Receivers that are slow keep nothing else waiting, nor do servers of mailboxes. */
export function webhookWork() {
  const taskQueue = `${workflowInfo().taskQueue}-webhooks`
  return proxyActivities<WebhookActivities>({ ...CALLS, taskQueue })
}
