import { z } from 'zod'
import { id, instant, page, pageQuery, timestamp } from './common.js'

export const auditEntry = z
  .strictObject({
    id,
    seq: z.int(),
    at: timestamp,
    actor: z.record(z.string(), z.unknown()),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    action: z.string(),
    outcome: z.enum(['ok', 'denied']),
    entity: z.string(),
    entityId: z.string().nullable(),
    ticketId: id.optional(),
    before: z.unknown(),
    after: z.unknown(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' })

export const auditPage = page(auditEntry)

export const auditQuery = z.strictObject({
  actor: z.union([z.enum(['system', 'operator']), id]).optional(),
  action: z.string().max(100).optional(),
  entity: z.string().max(50).optional(),
  entityId: z.string().max(100).optional(),
  ticketId: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
  ip: z.string().max(60).optional(),
  q: z.string().max(200).optional(),
  ...pageQuery,
})
export type AuditQuery = z.infer<typeof auditQuery>

/** The end of the chain on a day; `jws` says the same, signed by a key of `/.well-known/jwks.json`. */
export const auditHeadPage = page(
  z
    .strictObject({
      day: z.iso.date(),
      seq: z.int(),
      hash: z.string(),
      at: timestamp,
      jws: z.string(),
    })
    .meta({ id: 'AuditHead' }),
)

export const auditHeadsQuery = z.strictObject({ ...pageQuery })

export const auditVerifyQuery = z.strictObject({
  from: z.coerce.number().int().min(1).max(1e15).default(1).meta({
    description:
      'The first entry to be checked; to go on where an answer ended, its `checkedTo` + 1',
  }),
})

export const auditVerdict = z.strictObject({
  ok: z.boolean(),
  entries: z.int(),
  checkedTo: z.int().meta({ description: 'Less than `entries` in a long chain: go on from there' }),
  firstBroken: z.int().optional(),
  erased: z.int(),
})
