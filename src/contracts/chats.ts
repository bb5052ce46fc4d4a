import { z } from 'zod'
import { id, page, timestamp } from './common.js'

export const chat = z
  .strictObject({
    ticketId: id,
    ticketNumber: z.string(),
    parentId: id.nullable(),
    title: z.string(),
    status: z.string(),
    unread: z.int().meta({ description: 'At most 1,000 are counted' }),
    lastMessageAt: timestamp.nullable(),
  })
  .meta({ id: 'Chat' })
export type ChatView = z.infer<typeof chat>
export const chatPage = page(chat)
