import { type ActivityOptions, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { Activities } from '../activities/index.js'

/**
 * A command is tried for ever: it must not be given up while PostgreSQL is away, and repeating it is harmless.
 * A second between tries bounds how late the first success after its return is.
 */
const FOR_EVER = { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '1s' } as const

/** One transaction: its time is above the 5 s that PostgreSQL allows a statement. */
const TRANSACTION = { startToCloseTimeout: '10s', retry: FOR_EVER } as const

type TicketActivities = Pick<Activities, 'carryOut' | 'loadPosition'>
export const local = proxyLocalActivities<TicketActivities>(TRANSACTION)
export const normal = proxyActivities<TicketActivities>(TRANSACTION)

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
