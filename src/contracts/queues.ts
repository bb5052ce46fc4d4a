import { z } from 'zod'
import { id, page, timestamp } from './common.js'
import { ticket } from './tickets.js'

const possibleDuplicate = z.strictObject({
  id,
  number: z.string(),
  title: z.string(),
  score: z.number().min(0).max(1),
})
export type PossibleDuplicate = z.infer<typeof possibleDuplicate>

export const queueItem = ticket
  .extend({ possibleDuplicates: z.array(possibleDuplicate) })
  .meta({ id: 'QueueItem' })
export const queuePage = page(queueItem)
  .extend({
    counts: z.strictObject({ submitted: z.int(), needs_clarification: z.int() }),
  })
  .meta({ id: 'ReviewQueue' })

export const userTicketPage = page(ticket)
  .extend({
    summary: z.strictObject({ open: z.int(), meanResolutionSeconds: z.int().nullable() }),
  })
  .meta({ id: 'UserTickets' })

const slaStep = z.strictObject({
  at: timestamp,
  seq: z.int(),
  clock: z.enum(['first_response', 'resolution']),
  kind: z.enum(['start', 'pause', 'resume', 'due', 'warn', 'met', 'breach']),
  remainingMs: z.int(),
})
const slaValues = z.strictObject({
  firstResponseDueAt: timestamp.nullable(),
  resolutionDueAt: timestamp.nullable(),
  firstResponseAt: timestamp.nullable(),
  paused: z.boolean(),
  breached: z.boolean(),
})
export const slaProof = z
  .strictObject({
    policy: z
      .strictObject({
        id,
        name: z.string(),
        dueDelta: z.string(),
        firstResponseDelta: z.string().nullable(),
      })
      .nullable(),
    steps: z.array(slaStep),
    computed: slaValues,
    stored: slaValues,
    equal: z.boolean(),
  })
  .meta({ id: 'SlaProof' })
