import { z } from 'zod'
import { PRIORITIES } from '../domain/ticket/status.js'
import { id, text } from './common.js'

export const priority = z.enum(PRIORITIES)
const customFields = z
  .record(text(100), z.union([text(2000, 0), z.number(), z.boolean(), z.null()]))
  .refine((fields) => Object.keys(fields).length <= 50, 'must have at most 50 keys')
export const tags = z
  .array(text(50))
  .max(20)
  .transform((list) => [...new Set(list.map((tag) => tag.trim()))])
export const attachmentKeys = z.array(text(100)).max(20)

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
