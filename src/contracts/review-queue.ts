import { z } from 'zod'
import { id, page } from './common.js'
import { listedTicket } from './tickets.js'

const possibleDuplicate = z.strictObject({
  id,
  number: z.string(),
  title: z.string(),
  score: z.number().min(0).max(1),
})
export type PossibleDuplicate = z.infer<typeof possibleDuplicate>

export const queueItem = listedTicket
  .extend({ possibleDuplicates: z.array(possibleDuplicate) })
  .meta({ id: 'QueueItem' })

export const queuePage = page(queueItem)
  .extend({
    counts: z.strictObject({ submitted: z.int(), needs_clarification: z.int() }),
  })
  .meta({ id: 'ReviewQueue' })
