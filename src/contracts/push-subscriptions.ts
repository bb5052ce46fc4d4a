import { z } from 'zod'
import { id, page, pageQuery, timestamp } from './common.js'

const BASE64URL = /^[A-Za-z0-9_-]+=*$/

/** As `PushSubscription.toJSON()` of a browser gives it. */
export const newPushSubscription = z
  .strictObject({
    endpoint: z.url({ error: 'must be a URL' }).max(2_000),
    expirationTime: z.number().nullable().optional(),
    keys: z.strictObject({
      p256dh: z.string().max(200).regex(BASE64URL, 'must be base64url'),
      auth: z.string().max(100).regex(BASE64URL, 'must be base64url'),
    }),
  })
  .meta({ id: 'NewPushSubscription', description: 'As a browser gives it' })
export type NewPushSubscription = z.infer<typeof newPushSubscription>

export const pushSubscription = z
  .strictObject({
    id,
    endpoint: z.string(),
    createdAt: timestamp,
    current: z.boolean().meta({ description: 'Of the session that asks' }),
  })
  .meta({ id: 'PushSubscription' })
export type PushSubscriptionView = z.infer<typeof pushSubscription>

export const pushSubscriptionQuery = z.strictObject(pageQuery)
export const pushSubscriptionPage = page(pushSubscription)
  .extend({
    publicKey: z.string().nullable().meta({
      description: 'The `applicationServerKey` to subscribe with; null where nothing is pushed',
    }),
  })
  .meta({ id: 'PushSubscriptions' })
