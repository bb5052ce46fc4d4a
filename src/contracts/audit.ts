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

export const auditVerdict = z.strictObject({
  ok: z.boolean(),
  entries: z.int(),
  checkedTo: z.int(),
  firstBroken: z.int().optional(),
  erased: z.int(),
})
