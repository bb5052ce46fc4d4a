import { z } from 'zod'
import { findLevelFaults, isDelay } from '../domain/sla/escalation.js'
import { id, text, timestamp } from './common.js'
import { clockKind, priority, roles } from './enums.js'

const MOST_LEVELS = 10
const MOST_USERS = 50

const notify = z
  .strictObject({
    users: z.array(id).max(MOST_USERS).optional(),
    roles: roles.optional(),
    head: z.boolean().optional().meta({ description: 'Of its department' }),
    manager: z.boolean().optional().meta({ description: 'Managers of its department' }),
    group: z
      .union([z.boolean(), id])
      .optional()
      .meta({ description: "Who is in the ticket's group, or in the one that is named" }),
    assignee: z.boolean().optional(),
  })
  .meta({ id: 'EscalationAudience', description: 'Who gets `sla_escalated`' })

const reassignTo = z
  .strictObject({
    departmentId: id.optional(),
    assigneeId: id.optional(),
    groupId: id.optional(),
  })
  .refine((to) => Object.values(to).some((one) => one !== undefined), 'must name somebody')
  .meta({
    description: 'A person, the head of a department, or whoever of a group has the least to do',
  })

const level = z
  .strictObject({
    after: z
      .string()
      .refine(isDelay, 'must be a length without months or years, such as PT2H: up to 365 days')
      .meta({ example: 'PT2H', description: 'Of business time; PT0S: at once' }),
    on: z.enum(['warning', 'breach']).meta({
      id: 'EscalationTrigger',
      description: 'Of the clock `kind`; left out, of whichever is the first',
    }),
    kind: clockKind.optional(),
    notify: notify.optional(),
    raisePriority: z
      .union([z.boolean(), priority])
      .optional()
      .meta({ description: 'By one, or to at least so much' }),
    reassignTo: reassignTo.optional(),
    webhookId: id.optional().meta({ description: 'It is sent `ticket.escalated`' }),
    message: text(10_000).optional().meta({
      description: 'For those whom it tells; without `notify`: assignee and moderators',
    }),
  })
  .meta({ id: 'EscalationLevel' })

const levels = z
  .array(level)
  .min(1)
  .max(MOST_LEVELS)
  .superRefine((given, context) => {
    for (const { path, fault } of findLevelFaults(given)) {
      context.addIssue({ code: 'custom', path, message: fault })
    }
  })
  .meta({ description: 'In order of time', minItems: 1, maxItems: MOST_LEVELS })

const members = { name: text(100), levels }

/** As admins see it. */
export const escalationMatrix = z
  .strictObject({
    id,
    ...members,
    version: z.int().meta({ description: 'One up with each change; what runs keeps its own' }),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'EscalationMatrix' })
export type EscalationMatrixView = z.infer<typeof escalationMatrix>

export const newEscalationMatrix = z.strictObject(members)
export type EscalationMatrixBody = z.infer<typeof newEscalationMatrix>
export const escalationMatrixPatch = z.strictObject(members).partial()
