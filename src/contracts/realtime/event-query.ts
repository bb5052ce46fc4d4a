import { z } from 'zod'
import { many } from '../common.js'
import { room, streamCursor } from './common.js'
import { streamEvent } from './server-frames.js'

const MOST_SECONDS = 60

export const eventQuery = z.strictObject({
  since: z
    .union([z.literal(''), streamCursor])
    .optional()
    .meta({
      description:
        'What was told after this cursor. Without it: the latest events, and the cursor behind them',
    }),
  wait: z.coerce
    .number()
    .int()
    .min(0)
    .max(MOST_SECONDS)
    .default(0)
    .meta({ description: 'Seconds to wait for the first event, where there is none yet' }),
  room: many(room).meta({ description: 'Of these rooms alone' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type EventQuery = z.infer<typeof eventQuery>

export const eventPage = z
  .strictObject({
    items: z.array(streamEvent),
    nextCursor: streamCursor.meta({
      description: 'To go on from, whether or not there were events',
    }),
  })
  .meta({ id: 'EventPage' })
