import { z } from 'zod'
import { COMMAND_NAMES } from '../domain/ticket/rules.js'
import { CHANNELS, PRIORITIES, STATUSES } from '../domain/ticket/state.js'
import { id, instant, many, page, pageQuery, text, timestamp } from './common.js'

const commandName = z.enum(COMMAND_NAMES as [string, ...string[]])
const priority = z.enum(PRIORITIES)
const customFields = z
  .record(text(100), z.union([text(2000, 0), z.number(), z.boolean(), z.null()]))
  .refine((fields) => Object.keys(fields).length <= 50, 'must have at most 50 keys')
const tags = z
  .array(text(50))
  .max(20)
  .transform((list) => [...new Set(list.map((tag) => tag.trim()))])
const attachmentKeys = z.array(z.string().max(100)).max(20)

export const attachment = z
  .strictObject({
    id,
    fileName: z.string(),
    size: z.int(),
    contentType: z.string(),
    status: z.string(),
    reason: z.string().nullable(),
    progress: z.int().nullable(),
    variants: z.array(z.string()),
    ticketId: id,
    messageId: id.nullable(),
    uploadedBy: id,
    downloadCount: z.int(),
    createdAt: z.string(),
  })
  .meta({ id: 'Attachment' })

const nullableTimes = {
  assignedAt: timestamp.nullable(),
  startedAt: timestamp.nullable(),
  completedAt: timestamp.nullable(),
  resolvedAt: timestamp.nullable(),
  closedAt: timestamp.nullable(),
  autoVerifyAt: timestamp.nullable(),
  autoCloseAt: timestamp.nullable(),
  expiresAt: timestamp.nullable(),
  deletedAt: timestamp.nullable(),
}

export const ticket = z
  .strictObject({
    id,
    number: z.string(),
    type: z.enum(['ticket', 'sub_ticket']),
    parentId: id.nullable(),
    version: z.int(),
    revision: z.int(),
    title: z.string(),
    description: z.string(),
    status: z.enum(STATUSES),
    priority,
    departmentId: id.nullable(),
    categoryId: id.nullable(),
    groupId: id.nullable(),
    requesterId: id,
    customerId: id.nullable(),
    createdById: id,
    assigneeId: id.nullable(),
    channel: z.enum(CHANNELS),
    source: z.string().nullable(),
    tags: z.array(z.string()),
    customFields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    flags: z.array(z.enum(['infected_attachment', 'failed_attachment'])),
    progressPercent: z.int(),
    progressNotes: z.string().nullable(),
    acknowledgements: z.array(z.strictObject({ userId: id, at: timestamp })),
    teamMembers: z.array(id),
    requiresApproval: z.boolean(),
    approvalId: id.nullable(),
    postponed: z.null(),
    clarification: z
      .strictObject({ question: z.string(), at: timestamp, answer: z.string().optional() })
      .nullable(),
    rejection: z
      .strictObject({ reason: z.string().nullable(), duplicateOf: id.nullable() })
      .nullable(),
    completionNotes: z.string().nullable(),
    reworkCount: z.int(),
    reopenCount: z.int(),
    satisfactionScore: z.int().nullable(),
    attachments: z.array(attachment),
    sla: z.strictObject({
      policyId: id.nullable(),
      firstResponseDueAt: timestamp.nullable(),
      firstResponseAt: timestamp.nullable(),
      resolutionDueAt: timestamp.nullable(),
      paused: z.boolean(),
      breached: z.boolean(),
    }),
    ...nullableTimes,
    timeToFirstResponse: z.int().nullable().meta({ description: 'Seconds from creation' }),
    timeToResolution: z.int().nullable().meta({ description: 'Seconds from creation' }),
    createdAt: timestamp,
    updatedAt: timestamp,
    allowedCommands: z.array(commandName).meta({ description: 'What this caller may do now' }),
  })
  .meta({ id: 'Ticket' })
export type TicketView = z.infer<typeof ticket>

export const participant = z
  .strictObject({ userId: id, role: z.string(), joinedAt: timestamp, historyFrom: timestamp })
  .meta({ id: 'Participant' })

export const ticketWithIncludes = ticket
  .extend({ participants: z.array(participant).optional(), children: z.array(ticket).optional() })
  .meta({ id: 'TicketWithIncludes' })

const draftFields = {
  title: text(200),
  description: text(65_536),
  departmentId: id,
  categoryId: id.optional(),
  priority: priority.optional(),
  tags: tags.optional(),
  customFields: customFields.optional(),
  attachments: attachmentKeys.optional(),
}

/** A draft may be partial; a direct creation has what a moderator needs. */
export const createTicketBody = z
  .strictObject({
    ...draftFields,
    title: text(200).optional(),
    description: text(65_536).optional(),
    departmentId: id.optional(),
    isDraft: z.boolean().optional(),
  })
  .superRefine((body, context) => {
    if (body.isDraft === true) return
    for (const field of ['title', 'description', 'departmentId'] as const) {
      if (body[field] !== undefined) continue
      context.addIssue({ code: 'custom', path: [field], message: 'is required' })
    }
  })
  .meta({ id: 'NewTicket' })
export type CreateTicketBody = z.infer<typeof createTicketBody>

export const patchBody = z
  .strictObject({
    priority: priority.optional(),
    tags: tags.optional(),
    isDraft: z.literal(false).optional(),
  })
  .refine((body) => Object.keys(body).length === 1, 'name exactly one of priority, tags, isDraft')

export const statusBody = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('in_progress') }),
  z.strictObject({
    status: z.literal('completed'),
    notes: text(10_000),
    attachments: attachmentKeys.optional(),
  }),
])
export const progressBody = z
  .strictObject({
    percent: z.int().min(0).max(100).optional(),
    notes: text(10_000).optional(),
    attachments: attachmentKeys.optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'report a percent, notes or attachments')
export const resolveBody = z.strictObject({
  comment: text(10_000).optional(),
  rating: z.int().min(1).max(5).optional(),
})
export const reworkBody = z.strictObject({ comment: text(10_000) })
export const withdrawBody = z.strictObject({ reason: text(10_000).optional() })
export const emptyBody = z.strictObject({})

export const approveBody = z.strictObject({ departmentId: id.optional() })
export const rejectBody = z
  .strictObject({ reason: text(10_000).optional(), duplicateOf: id.optional() })
  .refine((body) => Object.keys(body).length === 1, 'give a reason or duplicateOf, one of them')
export const assignBody = z.strictObject({
  departmentId: id.optional(),
  assigneeId: id.optional(),
  priority: priority.optional(),
  slaTemplateId: id.optional(),
  dueAt: instant.optional(),
})
export const clarifyBody = z.strictObject({ question: text(10_000) })
export const clarificationBody = z.strictObject({
  answer: text(10_000),
  attachments: attachmentKeys.optional(),
})
export const reassignBody = z.strictObject({
  departmentId: id.optional(),
  assigneeId: id.optional(),
  slaTemplateId: id.optional(),
  dueAt: instant.optional(),
  reason: text(10_000),
})
export const closeBody = z.strictObject({
  reason: text(10_000).optional(),
  forceCloseChildren: z.boolean().optional(),
  cancelApproval: z.boolean().optional(),
})
export const changePriorityBody = z.strictObject({ priority })
export const setTagsBody = z.strictObject({ tags })
export const completeBody = z.strictObject({
  notes: text(10_000),
  attachments: attachmentKeys.optional(),
})

export const SORTS = [
  '-createdAt',
  'createdAt',
  '-updatedAt',
  'updatedAt',
  '-dueAt',
  'dueAt',
] as const
export const ticketQuery = z.strictObject({
  status: many(z.enum(STATUSES)),
  priority: many(priority),
  departmentId: many(id),
  assigneeId: z.union([z.enum(['me', 'none']), id]).optional(),
  requesterId: z.union([z.literal('me'), id]).optional(),
  parentId: id.optional(),
  tag: z.string().max(50).optional(),
  createdAfter: instant.optional(),
  createdBefore: instant.optional(),
  dueBefore: instant.optional(),
  breached: z.enum(['true', 'false']).optional(),
  q: z.string().min(1).max(200).optional(),
  sort: z.enum(SORTS).default('-createdAt'),
  ...pageQuery,
})
export type TicketQuery = z.infer<typeof ticketQuery>
export const ticketPage = page(ticket)

const actor = z.union([z.strictObject({ id, name: z.string() }), z.enum(['system', 'operator'])])

export const ticketUndone = ticket
  .extend({ undone: z.strictObject({ command: commandName, at: timestamp, by: actor }) })
  .meta({ id: 'TicketUndone' })

export const historyItem = z
  .strictObject({
    seq: z.int(),
    at: timestamp,
    actor,
    command: z.string(),
    from: z.enum(STATUSES).nullable(),
    to: z.enum(STATUSES),
    version: z.int(),
    reason: z.string().optional(),
    fields: z.record(z.string(), z.strictObject({ from: z.unknown(), to: z.unknown() })).optional(),
  })
  .meta({ id: 'HistoryItem' })
export type HistoryItem = z.infer<typeof historyItem>
export const historyPage = page(historyItem)

export const explanation = z
  .strictObject({
    commands: z.array(
      z.strictObject({
        command: commandName,
        allowed: z.boolean(),
        code: z.string().optional(),
        error: z.string().optional(),
      }),
    ),
    timers: z.array(
      z.strictObject({
        kind: z.string(),
        dueAt: timestamp,
        armedBy: z.int().meta({ description: 'seq' }),
      }),
    ),
  })
  .meta({ id: 'Explanation' })

export const timelineItem = z
  .strictObject({
    at: timestamp,
    kind: z.enum(['history', 'notification', 'attachment']),
    history: historyItem.optional(),
    notification: z.strictObject({ type: z.string(), count: z.int() }).optional(),
    attachment: z.strictObject({ id, fileName: z.string(), status: z.string() }).optional(),
  })
  .meta({ id: 'TimelineItem' })
export type TimelineItem = z.infer<typeof timelineItem>
export const timelinePage = page(timelineItem)

export const accepted = z
  .strictObject({ operationId: z.string(), status: z.literal('pending') })
  .meta({ id: 'Accepted' })
export const operation = z
  .strictObject({
    operationId: z.string(),
    status: z.enum(['pending', 'applied', 'rejected']),
    result: ticket.optional(),
    problem: z.record(z.string(), z.unknown()).optional(),
    at: timestamp,
  })
  .meta({ id: 'Operation' })
