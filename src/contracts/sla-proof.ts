import { z } from 'zod'
import { id, timestamp } from './common.js'

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
