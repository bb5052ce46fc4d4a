import { type ActivityOptions, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { Activities } from '../activities/index.js'

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

/** One try of one mail; its pauses are the run's own, since its row counts them. */
const ONE_TRY: ActivityOptions = {
  startToCloseTimeout: '1m',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '1m' },
}
export const { deliverOne } = proxyActivities<Pick<Activities, 'deliverOne'>>(ONE_TRY)
