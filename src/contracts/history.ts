import { z } from 'zod'
import { STATUSES } from '../domain/ticket/status.js'
import { actor, page, timestamp } from './common.js'

export const historyItem = z
  .strictObject({
    seq: z.int(),
    at: timestamp,
    actor,
    command: z.string(),
    from: z.enum(STATUSES).nullable(),
    to: z.enum(STATUSES),
    version: z.int(),
    reason: z.string().optional(),
    fields: z.record(z.string(), z.strictObject({ from: z.unknown(), to: z.unknown() })).optional(),
  })
  .meta({ id: 'HistoryItem' })
export type HistoryItem = z.infer<typeof historyItem>
export const historyPage = page(historyItem)
