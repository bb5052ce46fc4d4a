import { z } from 'zod'
import { timestamp } from './common.js'
import { offer } from './enums.js'

export const explanation = z
  .strictObject({
    commands: z.array(
      z.strictObject({
        command: offer,
        allowed: z.boolean(),
        code: z.string().optional(),
        error: z.string().optional(),
      }),
    ),
    timers: z.array(
      z.strictObject({
        kind: z.string(),
        dueAt: timestamp,
        armedBy: z.int().meta({ description: 'seq' }),
      }),
    ),
  })
  .meta({ id: 'Explanation' })
