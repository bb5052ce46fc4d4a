import { z } from 'zod'
import { id, pageQuery, timestamp } from './common.js'
import { clockKind } from './enums.js'

const slaStep = z.strictObject({
  at: timestamp,
  seq: z.int(),
  clock: clockKind,
  kind: z.enum(['start', 'pause', 'resume', 'due', 'warn', 'met', 'breach']),
  remainingMs: z.int().meta({ description: 'Of business time' }),
})
const slaValues = z.strictObject({
  firstResponseDueAt: timestamp.nullable(),
  resolutionDueAt: timestamp.nullable(),
  firstResponseAt: timestamp.nullable(),
  nextResponseDueAt: timestamp
    .nullable()
    .meta({ description: 'Of the last word of the requester that was to be answered' }),
  nextResponseAt: timestamp.nullable().meta({ description: 'When that was answered' }),
  paused: z.boolean(),
  breached: z.boolean(),
})
export const slaProof = z
  .strictObject({
    policy: z
      .strictObject({
        id,
        name: z.string(),
        dueDelta: z.string().nullable(),
        firstResponseDelta: z.string().nullable(),
        version: z.int().optional().meta({ description: 'Of a policy; a template has none' }),
      })
      .nullable(),
    calendar: z
      .strictObject({ id, name: z.string(), version: z.int() })
      .nullable()
      .meta({ description: 'By which its times count; null: around the clock' }),
    steps: z.array(slaStep),
    nextCursor: z.string().nullable(),
    computed: slaValues,
    stored: slaValues,
    equal: z.boolean(),
  })
  .meta({ id: 'SlaProof' })

/** Hardly a ticket has more steps than one page. */
export const slaProofQuery = z.strictObject({
  limit: pageQuery.limit.unwrap().default(200),
  cursor: pageQuery.cursor,
})
