import { z } from 'zod'
import { RETENTION_ACTIONS, RETENTION_KINDS } from '../domain/retention/policy.js'
import { duration, id, text, timestamp } from './common.js'

export const retentionKind = z.enum(RETENTION_KINDS).meta({ id: 'RetentionKind' })
export const retentionAction = z.enum(RETENTION_ACTIONS).meta({
  id: 'RetentionAction',
  description: 'Anonymized, it is still counted, and nothing in it says who or what it was about',
})

const members = {
  name: text(100),
  kind: retentionKind,
  after: duration.meta({ description: 'From its end, or from when it happened', example: 'P2Y' }),
  archive: z.boolean().meta({ description: 'Whether it is written into the archive first' }),
  action: retentionAction,
  active: z.boolean().meta({ description: 'Whether it is carried out each night by itself' }),
}

/** As admins see it. */
export const retentionPolicy = z
  .strictObject({ id, ...members, createdAt: timestamp, deletedAt: timestamp.nullable() })
  .meta({ id: 'RetentionPolicy' })
export type RetentionPolicyView = z.infer<typeof retentionPolicy>

export const newRetentionPolicy = z.strictObject({
  ...members,
  archive: members.archive.default(true),
  action: members.action.default('delete'),
  active: members.active.default(true),
})
export type RetentionPolicyBody = z.infer<typeof newRetentionPolicy>
export const retentionPolicyPatch = z.strictObject(members).partial()
