import { z } from 'zod'
import { id, page, pageQuery, text, timestamp } from './common.js'

/** What it was made by is not shown. */
export const paymentMethod = z
  .strictObject({
    id,
    customerId: id,
    provider: z.string().meta({ description: '`sandbox` moves no money' }),
    createdAt: timestamp,
  })
  .meta({ id: 'PaymentMethod' })
export type PaymentMethodView = z.infer<typeof paymentMethod>
export const paymentMethodPage = page(paymentMethod)

export const newPaymentMethod = z.strictObject({
  customerId: id,
  token: text(200).meta({
    description: 'Of the payment provider, never a card',
    example: 'tok_approve',
  }),
})
export type PaymentMethodBody = z.infer<typeof newPaymentMethod>

export const paymentMethodQuery = z.strictObject({ customerId: id.optional(), ...pageQuery })
export type PaymentMethodQuery = z.infer<typeof paymentMethodQuery>

/** What a provider says by itself. */
export const paymentEvent = z.strictObject({
  organizationId: id,
  key: id.meta({ description: 'Of the payment' }),
  kind: z.enum(['captured', 'declined']),
  reference: z.string().max(200),
})
export const receivedEvent = z.strictObject({ received: z.literal(true) })
