import { z } from 'zod'
import { id, page, personName, timestamp } from './common.js'
import { historyItem } from './history.js'

export const timelineItem = z
  .strictObject({
    at: timestamp,
    kind: z.enum(['history', 'notification', 'attachment', 'message', 'approval']),
    history: historyItem.optional(),
    notification: z.strictObject({ type: z.string(), count: z.int() }).optional(),
    attachment: z.strictObject({ id, fileName: z.string(), status: z.string() }).optional(),
    message: z
      .strictObject({
        id,
        kind: z.string(),
        visibility: z.string(),
        author: personName.nullable(),
        body: z.string(),
      })
      .optional(),
    approval: z.strictObject({ id, status: z.string(), requestedBy: personName }).optional(),
  })
  .meta({ id: 'TimelineItem' })
export type TimelineItem = z.infer<typeof timelineItem>
export const timelinePage = page(timelineItem)
