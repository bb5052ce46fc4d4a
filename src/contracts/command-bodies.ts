import { z } from 'zod'
import { currency, duration, id, instant, text } from './common.js'
import { priority } from './enums.js'
import { attachmentKeys, tags } from './ticket-input.js'

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

const ticketRef = z.union([id, text(100)]).meta({ description: 'Id or number of a ticket' })

export const approveBody = z.strictObject({ departmentId: id.optional() })
export const rejectBody = z
  .strictObject({ reason: text(10_000).optional(), duplicateOf: ticketRef.optional() })
  .refine((body) => Object.keys(body).length > 0, 'give a reason, duplicateOf, or both')
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
  currency: currency.optional(),
})
export const decisionBody = z.strictObject({
  approvalId: id,
  approved: z.boolean(),
  for: id.optional().meta({ description: 'The approver for whom a delegate sits' }),
  comment: text(10_000).optional(),
})
export const subTicketRequestBody = z.strictObject({
  departmentId: id.optional(),
  title: text(200),
  description: text(65_536),
  message: text(10_000).optional(),
})
/** As the command has it: its reason is the message, or the title where there is none. */
export const subTicketRequestCommandBody = subTicketRequestBody.extend({ reason: text(10_000) })
export const declineBody = z.strictObject({ requestId: id, reason: text(10_000) })
export const participantBody = z.strictObject({ userId: id, reason: text(10_000).optional() })
export const teamBody = z.strictObject({ userIds: z.array(id).min(1).max(50) })
export const teamMemberBody = z.strictObject({ userId: id })
