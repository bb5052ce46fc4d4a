import { z } from 'zod'
import { paymentEvent, receivedEvent } from '../../../contracts/payment-methods.js'
import { refuse, refuseMissing } from '../../../domain/errors.js'
import { openEvent } from '../../../payments/sandbox-events.js'
import { receivePaymentEvent } from '../../../write/billing/receive-payment-event.js'
import { currentInstant } from '../../env.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { BILLING_TAGS } from './kit.js'

/** A proof by HMAC-SHA256 of the very bytes of the body, in hexadecimal digits. */
const SIGNATURE = 'sandbox-signature'
const headers = z.object({ [SIGNATURE]: z.string().max(200).optional() })

export function paymentHookRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'receivePaymentEvent',
      method: 'post',
      path: '/hooks/payments/sandbox',
      tags: BILLING_TAGS,
      summary: 'What the sandbox says of a payment by itself, signed',
      request: { headers, ...body(paymentEvent) },
      responses: { 200: json(receivedEvent, 'It is written'), ...problems(401, 404) },
    }),
    async (c) => {
      const signature = c.req.header(SIGNATURE) ?? ''
      const event = openEvent(deps.keys.paymentSecrets, { body: c.get('bodyText'), signature })
      if (event === undefined) {
        await deps.budgets.addresses(c, callerNetwork(c))
        return refuse('unauthenticated', 'The signature is not that of the payment provider.')
      }
      const isKnown = await receivePaymentEvent(deps.db, event, currentInstant(deps))
      if (!isKnown) return refuseMissing('payment')
      deps.notifyCommitted()
      return c.json({ received: true as const }, 200)
    },
  )
}
