import { z } from 'zod'
import type { Automation } from '../domain/people.js'
import { id, instant, page, pageQuery, timestamp } from './common.js'

/** What the product itself acted for, as it was recorded with the entry. */
const actedFor = z
  .union([
    z.strictObject({
      by: z.literal('rule'),
      ruleId: id,
      depth: z.int(),
      isOfTime: z.literal(true).optional(),
      causedBy: z.int().optional(),
    }),
    z.strictObject({
      by: z.literal('routing'),
      why: z.string(),
      causedBy: z.int().optional(),
    }),
  ])
  .meta({ id: 'ActedFor' }) satisfies z.ZodType<Automation>

export const auditEntry = z
  .strictObject({
    id,
    seq: z.int(),
    at: timestamp,
    actor: z.strictObject({
      kind: z.enum(['user', 'system', 'operator', 'scim_token']),
      id: id.optional(),
      name: z.string().optional().meta({ description: 'Of a person, as they are called now' }),
      by: z.literal('macro').optional().meta({ description: 'What a person used for it' }),
      for: actedFor.optional().meta({ description: 'What made the product itself act' }),
    }),
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
export type AuditEntryView = z.infer<typeof auditEntry>

export const auditPage = page(auditEntry)

const filters = {
  actor: z.union([z.enum(['system', 'operator', 'scim_token']), id]).optional(),
  action: z.string().max(100).optional(),
  entity: z.string().max(50).optional(),
  entityId: z.string().max(100).optional(),
  ticketId: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
  ip: z.string().max(60).optional(),
  q: z.string().max(200).optional(),
}
export const auditQuery = z.strictObject({ ...filters, ...pageQuery })
export type AuditQuery = z.infer<typeof auditQuery>

export const auditFilters = z.strictObject(filters)
export type AuditFilters = z.infer<typeof auditFilters>

export const EXPORT_FORMATS = ['csv', 'ndjson', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const auditExportBody = z.strictObject({
  filters: auditFilters.default({}),
  format: z.enum(EXPORT_FORMATS),
  redact: z.boolean().optional().meta({
    description:
      'Whether addresses, agents and words are left out; only with `audit.unredacted` they need not be, and then are not where this is left out',
  }),
})

/** What is kept of it until it is done. */
export const auditExportInput = z.strictObject({
  filters: auditFilters,
  format: z.enum(EXPORT_FORMATS),
  isRedacted: z.boolean(),
})
export type AuditExportInput = z.infer<typeof auditExportInput>

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
  cutTo: z.int().optional().meta({
    description:
      'Retention has taken out what was before: the chain is proven from the signed head there',
  }),
})
