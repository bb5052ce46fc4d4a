import { z } from 'zod'
import { EVENT_PATTERNS } from '../domain/webhooks/patterns.js'
import { id, instant, page, pageQuery, text, timestamp } from './common.js'

/** What a request has of its own, and what is signed. */
const OWN_HEADER =
  /^(host|connection|keep-alive|content-.*|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|webhook-.*)$/i

const headers = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'must be the name of a header')
      .refine((name) => !OWN_HEADER.test(name), 'is set by the request itself'),
    z.string().regex(/^[\x21-\x7e]([\x20-\x7e]{0,998}[\x21-\x7e])?$/, 'must be printable ASCII'),
  )
  .refine((all) => Object.keys(all).length <= 10, 'must be at most 10 headers')
  .meta({ description: 'Sent with each event, such as a key of a gateway', maxProperties: 10 })

const eventPattern = z
  .enum(EVENT_PATTERNS as [string, ...string[]]) // there are some
  .meta({ id: 'EventPattern' })

const fields = {
  name: text(100),
  url: z.string().min(1).max(2_000).meta({ format: 'uri', example: 'https://example.org/hooks' }),
  events: z
    .array(eventPattern)
    .min(1)
    .max(100)
    .meta({ description: 'Names, `<family>.*`, or `*`', example: ['ticket.*'] }),
}

export const newWebhook = z.strictObject({
  ...fields,
  active: z.boolean().default(true),
  headers: headers.default({}),
  internal: z
    .boolean()
    .default(false)
    .meta({ description: 'It gets what staff see; else what a requester may see' }),
})
export type WebhookBody = z.infer<typeof newWebhook>

export const webhookPatch = z
  .strictObject({
    ...fields,
    active: z.boolean(),
    headers,
    internal: z.boolean(),
  })
  .partial()

const disabledReason = z.enum(['gone', 'failing']).meta({
  id: 'DisabledReason',
  description: 'It answered 410, or has taken nothing for five days',
})

export const webhook = z
  .strictObject({
    id,
    name: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    active: z.boolean(),
    headers: z.record(z.string(), z.string()),
    internal: z.boolean(),
    failingSince: timestamp.nullable().meta({ description: 'Since when it has taken nothing' }),
    disabledReason: disabledReason.nullable(),
    version: z.int(),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'Webhook' })
export type WebhookView = z.infer<typeof webhook>

const secret = z.string().meta({ description: 'Shown this once', example: 'whsec_…' })
export const createdWebhook = webhook.extend({ secret }).meta({ id: 'CreatedWebhook' })
export const rotatedSecret = z.strictObject({
  secret,
  formerUntil: timestamp.meta({ description: 'Until then the one before signs as well' }),
})

const deliveryStatus = z
  .enum(['pending', 'delivered', 'failed', 'cancelled'])
  .meta({ id: 'WebhookDeliveryStatus' })

export const webhookDelivery = z
  .strictObject({
    id: id.meta({ description: 'The `webhook-id`, the same for all attempts' }),
    webhookId: id,
    event: z.string().meta({ description: 'The id of the event' }),
    type: z.string(),
    sequence: z.int(),
    status: deliveryStatus,
    attempts: z
      .array(
        z.strictObject({
          at: timestamp,
          status: z.int().optional(),
          error: z.string().optional(),
          ms: z.int(),
        }),
      )
      .meta({ description: 'The last twenty' }),
    nextAttemptAt: timestamp.optional(),
    at: timestamp,
  })
  .meta({ id: 'WebhookDelivery' })
export type WebhookDeliveryView = z.infer<typeof webhookDelivery>

export const webhookDeliveryDetail = webhookDelivery
  .extend({ body: z.string().meta({ description: 'As it was sent, and signed' }) })
  .meta({ id: 'WebhookDeliveryDetail' })
export type WebhookDeliveryDetail = z.infer<typeof webhookDeliveryDetail>

export const webhookDeliveryPage = page(webhookDelivery)
export const webhookDeliveryQuery = z.strictObject({
  status: deliveryStatus.optional(),
  type: z.string().min(1).max(100).optional(),
  ...pageQuery,
})

export const webhookReplay = z
  .strictObject({ from: instant, to: instant })
  .refine(({ from, to }) => from < to, { message: 'must be before `to`', path: ['from'] })
export const replayed = z.strictObject({
  replayed: z.int().meta({ description: 'How many are sent again; 10,000 at most' }),
})
