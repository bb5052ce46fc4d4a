import { z } from 'zod'
import { PRIORITIES } from '../domain/ticket/state.js'
import { duration, id, instant, text } from './common.js'

const priority = z.enum(PRIORITIES)
const customFields = z
  .record(text(100), z.union([text(2000, 0), z.number(), z.boolean(), z.null()]))
  .refine((fields) => Object.keys(fields).length <= 50, 'must have at most 50 keys')
const tags = z
  .array(text(50))
  .max(20)
  .transform((list) => [...new Set(list.map((tag) => tag.trim()))])
const attachmentKeys = z.array(z.string().max(100)).max(20)

const draftFields = {
  title: text(200).optional(),
  description: text(65_536).optional(),
  departmentId: id.optional(),
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

/** A draft's fields; after it was handed in, its priority or its tags. */
export const patchBody = z
  .strictObject({ ...draftFields, isDraft: z.literal(false).optional() })
  .refine((body) => Object.keys(body).length > 0, 'name what is to change')
export type PatchBody = z.infer<typeof patchBody>

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

export const postponeBody = z.strictObject({
  reason: text(10_000),
  reminderEvery: duration.optional(),
  resumeAt: instant.optional(),
})
export const reopenBody = z.strictObject({ reason: text(10_000) })

const subTicket = z.strictObject({
  title: text(200),
  description: text(65_536).optional(),
  departmentId: id,
  assigneeId: id.optional(),
  categoryId: id.optional(),
  slaTemplateId: id.optional(),
  dueAt: instant.optional(),
})
export const subTickets = z.array(subTicket).min(1).max(200)
export const splitBody = z.strictObject({ subTickets }).meta({ id: 'Split' })

export const approvalBody = z.strictObject({
  reason: text(10_000),
  amount: z.int().min(0).optional().meta({ description: 'Minor units' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
    .optional(),
})
export const decisionBody = z.strictObject({
  approvalId: id,
  approved: z.boolean(),
  comment: text(10_000).optional(),
})
export const subTicketRequestBody = z.strictObject({
  departmentId: id.optional(),
  title: text(200),
  description: text(65_536),
  message: text(10_000).optional(),
})
export const declineBody = z.strictObject({ requestId: id, reason: text(10_000) })
export const participantBody = z.strictObject({ userId: id, reason: text(10_000).optional() })
export const teamBody = z.strictObject({ userIds: z.array(id).min(1).max(50) })
export const teamMemberBody = z.strictObject({ userId: id })
