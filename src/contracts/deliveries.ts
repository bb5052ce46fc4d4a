import { z } from 'zod'
import { NOTIFICATION_CHANNELS } from '../domain/ticket/outcome/channels.js'
import { SUPPRESSIONS } from '../domain/ticket/outcome/suppression.js'
import { id, page, pageQuery, personName, timestamp } from './common.js'

const STATUSES = ['intended', 'attempted', 'delivered', 'failed', 'suppressed'] as const

export const delivery = z
  .strictObject({
    id,
    to: personName,
    type: z.string().meta({ description: 'Of the notification' }),
    channel: z.enum(NOTIFICATION_CHANNELS),
    status: z.enum(STATUSES),
    reason: z
      .string()
      .optional()
      .meta({
        description: `Why it was suppressed (\`${SUPPRESSIONS.join('`, `')}\`), or the code of what kept it back`,
      }),
    attempts: z.int(),
    at: timestamp.meta({ description: 'When it came to that; while it is under way, since when' }),
  })
  .meta({ id: 'Delivery' })
export type DeliveryView = z.infer<typeof delivery>
export const deliveryPage = page(delivery)
export const deliveryQuery = z.strictObject(pageQuery)
