import type { Database } from '../../database/pool.js'
import { settlePayment } from './settle-payment.js'

/** What the provider says by itself of a payment, once it is known to be the provider that says it. */
export interface PaymentEvent {
  organizationId: string
  key: string
  kind: 'captured' | 'declined'
  reference: string
}

/** Harmless to repeat, and beside an answer that says the same: an outcome is written once. False for an unknown payment. */
export function receivePaymentEvent(
  db: Database,
  { organizationId, key: paymentId, kind, reference }: PaymentEvent,
  at: string,
): Promise<boolean> {
  return settlePayment(db, { organizationId, paymentId }, { kind, reference, at })
}
