import type { PaymentOrder, PaymentProvider } from '../../src/payments/provider.js'
import { type BegunPayment, beginPayment } from '../../src/write/billing/begin-payment.js'
import {
  type PaymentOutcome,
  type PaymentRef,
  settlePayment,
} from '../../src/write/billing/settle-payment.js'
import type { ActivityDeps } from '../deps.js'

export interface PaymentDue extends PaymentRef {
  at: string
}

/** Whoever has not answered by then is asked by `find`, at the next try of the activity. */
const ANSWER_WITHIN_MS = 2_000

class NoAnswerError extends Error {
  override name = 'NoAnswerError'
}

/**
 * Asks the provider for a payment, or what has become of it, and writes the answer. Harmless to repeat: the provider knows the
 * payment by its key, and an answer is written once. Nothing but a definite answer ends it.
 */
export function carryPaymentActivity({
  db,
  payments,
  notifyCommitted,
}: Pick<ActivityDeps, 'db' | 'payments' | 'notifyCommitted'>) {
  return async ({ organizationId, paymentId, at }: PaymentDue): Promise<void> => {
    const ref = { organizationId, paymentId }
    const begun = await beginPayment(db.of(organizationId), paymentId)
    if (begun === undefined || begun.isSettled) return
    const answer = await within(ask(payments, ref, begun))
    await settlePayment(db, ref, { ...answer, at })
    notifyCommitted()
  }
}

type Definite = Omit<PaymentOutcome, 'at'>

async function ask(
  provider: PaymentProvider,
  { organizationId, paymentId: key }: PaymentRef,
  begun: BegunPayment,
): Promise<Definite> {
  const { token, amount, currency } = begun
  const order: PaymentOrder = { organizationId, key, token, amount, currency }
  const found = begun.wasTried ? await provider.find(organizationId, key) : UNKNOWN
  switch (found.kind) {
    case 'captured':
      return { kind: 'captured', reference: found.reference }
    case 'declined':
      return DECLINED
    case 'authorized':
      return toDefinite(await provider.capture(order, found.reference))
    default:
      return begun.kind === 'refund' ? giveBack(provider, order, begun) : charge(provider, order)
  }
}

const UNKNOWN = { kind: 'unknown' } as const
const DECLINED: Definite = { kind: 'declined', reference: null }

async function charge(provider: PaymentProvider, order: PaymentOrder): Promise<Definite> {
  const authorized = await provider.authorize(order)
  if (authorized.kind === 'declined') return DECLINED
  return toDefinite(await provider.capture(order, authorized.reference))
}

async function giveBack(
  provider: PaymentProvider,
  order: PaymentOrder,
  { captured }: BegunPayment,
): Promise<Definite> {
  if (captured === null) return DECLINED
  return toDefinite(await provider.refund(order, captured))
}

function toDefinite(answer: Awaited<ReturnType<PaymentProvider['capture']>>): Definite {
  return answer.kind === 'declined' ? DECLINED : { kind: 'captured', reference: answer.reference }
}

async function within<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswerError()), ANSWER_WITHIN_MS)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
