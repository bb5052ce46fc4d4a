import { z } from 'zod'
import { id, timestamp } from './common.js'
import { clockKind } from './enums.js'

export const clockState = z
  .enum(['running', 'paused', 'met', 'breached'])
  .meta({ id: 'SlaClockState' })

const clock = z
  .strictObject({
    kind: clockKind,
    state: clockState,
    startedAt: timestamp,
    dueAt: timestamp,
    elapsedSeconds: z.int().meta({ description: 'Of business time, without what it stood' }),
    targetSeconds: z.int().meta({ description: 'Of business time' }),
    warnedAt: z.array(z.strictObject({ percent: z.int(), at: timestamp })),
  })
  .meta({ id: 'SlaClock' })

export const ticketSla = z
  .strictObject({
    policy: z
      .strictObject({ id, name: z.string(), version: z.int() })
      .nullable()
      .meta({ description: 'The version that gave the dates; null where a template did' }),
    clocks: z.array(clock),
  })
  .meta({ id: 'TicketSla' })
export type TicketSla = z.infer<typeof ticketSla>
