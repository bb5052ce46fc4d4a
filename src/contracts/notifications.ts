import { z } from 'zod'
import { id, page, pageQuery, timestamp } from './common.js'

export const notification = z
  .strictObject({
    id,
    type: z.string(),
    title: z.string(),
    body: z.string(),
    ticketId: id.optional(),
    ticketNumber: z.string().optional(),
    operationId: id
      .optional()
      .meta({ description: 'The work whose end it tells of: `GET /operations/{id}`' }),
    workOrderId: id
      .optional()
      .meta({ description: 'The work order that it tells of: `GET /work_orders/{id}`' }),
    articleId: id
      .optional()
      .meta({ description: 'The article that it tells of: `GET /kb/articles/{id}`' }),
    at: timestamp,
    readAt: timestamp.nullable(),
  })
  .meta({ id: 'Notification' })
export type NotificationView = z.infer<typeof notification>
export const notificationPage = page(notification)

export const notificationQuery = z.strictObject({
  unread: z.enum(['true', 'false']).optional(),
  ...pageQuery,
})

export const unreadCount = z.strictObject({ count: z.int() })
