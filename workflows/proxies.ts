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

/** What failed its first try is tried for a day, then given up and said so. */
const PATIENT: ActivityOptions = {
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '24h',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '30m' },
}
export const { deliverOne } = proxyActivities<Pick<Activities, 'deliverOne'>>(PATIENT)
export const { giveUpDelivery } = proxyActivities<Pick<Activities, 'giveUpDelivery'>>(TRANSACTION)
