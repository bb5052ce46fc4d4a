import { z } from 'zod'
import { PAUSES, WARN_AT } from '../domain/sla/policies.js'
import { POLICY_FIELDS } from '../domain/sla/policy-fields.js'
import { id, target, text, timestamp } from './common.js'
import { conditionsAbout } from './conditions.js'
import { priority } from './enums.js'

const slaTarget = z
  .strictObject({
    priority,
    firstResponse: target.optional(),
    nextResponse: target.optional(),
    resolution: target.optional(),
  })
  .refine(
    ({ firstResponse, nextResponse, resolution }) =>
      (firstResponse ?? nextResponse ?? resolution) !== undefined,
    'promises nothing: give it one of firstResponse, nextResponse, resolution',
  )
  .meta({ id: 'SlaTarget' })

const isEachOnce = (list: readonly unknown[]) => new Set(list).size === list.length
const ONCE = 'has the same twice'

const members = {
  name: text(100),
  order: z.int().min(0).max(1_000_000).meta({ description: 'The lowest first' }),
  active: z.boolean(),
  isDefault: z.boolean().meta({
    description: 'For what no other one matches; another that was it is so no more',
  }),
  conditions: conditionsAbout(POLICY_FIELDS),
  calendarId: id.nullable().meta({
    description:
      "By which its times count; null: the organization's default calendar, none: around the clock",
  }),
  targets: z
    .array(slaTarget)
    .min(1)
    .max(4)
    .refine((targets) => isEachOnce(targets.map(({ priority: of }) => of)), ONCE)
    .meta({ description: 'It is for tickets of these priorities alone' }),
  warnAt: z
    .array(z.int().min(1).max(99))
    .max(10)
    .refine(isEachOnce, ONCE)
    .meta({ description: 'When its clocks warn, in percents of their time' }),
  pauseIn: z
    .array(z.enum(PAUSES).meta({ id: 'SlaPause' }))
    .refine(isEachOnce, ONCE)
    .meta({ description: 'In these statuses its clocks stand' }),
  escalationMatrixId: id.nullable(),
}

/** As admins see it. */
export const slaPolicy = z
  .strictObject({
    id,
    ...members,
    version: z.int().meta({ description: 'One up with each change; what runs keeps its own' }),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'SlaPolicy' })
export type SlaPolicyView = z.infer<typeof slaPolicy>

export const newSlaPolicy = z.strictObject({
  ...members,
  order: members.order.default(100),
  active: members.active.default(true),
  isDefault: members.isDefault.default(false),
  conditions: members.conditions.default({}),
  calendarId: members.calendarId.default(null),
  warnAt: members.warnAt.default([...WARN_AT]),
  pauseIn: members.pauseIn.default([...PAUSES]),
  escalationMatrixId: members.escalationMatrixId.default(null),
})
export type SlaPolicyBody = z.infer<typeof newSlaPolicy>
export const slaPolicyPatch = z.strictObject(members).partial()
