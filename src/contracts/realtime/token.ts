import { z } from 'zod'

export const realtimeToken = z
  .strictObject({
    token: z.string().meta({ description: 'Opens one socket: `GET /realtime?token=…`' }),
    expiresIn: z.int().meta({ description: 'Seconds' }),
  })
  .meta({ id: 'RealtimeToken' })
