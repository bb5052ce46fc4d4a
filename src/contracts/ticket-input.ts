import { z } from 'zod'
import { MAX_FILES } from '../domain/attachment/attachment.js'
import { REQUIRED_FIELDS } from '../domain/ticket/drafts/missing.js'
import { id, text } from './common.js'
import { priority } from './enums.js'

export const customFields = z
  .record(text(100), z.union([text(2000, 0), z.number(), z.boolean(), z.null()]))
  .refine((fields) => Object.keys(fields).length <= 50, 'must have at most 50 keys')
export const tags = z
  .array(text(50))
  .max(20)
  .transform((list) => [...new Set(list.map((tag) => tag.trim()))])
export const attachmentKeys = z
  .array(text(100))
  .max(MAX_FILES)
  .transform((keys) => [...new Set(keys.map((key) => key.toLowerCase()))])

/** A text that may be cleared, by null, nothing, or blanks. */
function draftText(max: number) {
  const blankToNothing = (value: string | null) => (value?.trim() === '' ? '' : value)
  return text(max, 0).nullable().transform(blankToNothing).optional()
}

/** An id that may be cleared, by null or nothing. */
const draftId = z.preprocess((value) => (value === '' ? null : value), id.nullable()).optional()

/** In a draft null clears a member; outside of one it is as if it were left out. */
const draftFields = {
  title: draftText(200),
  description: draftText(65_536),
  departmentId: draftId,
  categoryId: draftId,
  priority: priority.nullable().optional(),
  tags: tags.nullable().optional(),
  customFields: customFields.nullable().optional(),
  attachments: attachmentKeys.nullable().optional(),
}

/** A draft may be partial; a direct creation has what a moderator needs. */
export const createTicketBody = z
  .strictObject({
    ...draftFields,
    isDraft: z.boolean().optional(),
    suggestedArticleIds: z
      .array(id)
      .max(20)
      .optional()
      .meta({ description: 'The articles that were shown before' }),
    solvedBy: id.optional().meta({ description: 'The article that was enough: no ticket is made' }),
  })
  .superRefine((body, context) => {
    if (body.isDraft === true) return
    for (const field of REQUIRED_FIELDS) {
      const given = body[field] ?? undefined
      if (given !== undefined && given !== '') continue
      const message = given === undefined ? 'is required' : 'must not be empty'
      context.addIssue({ code: 'custom', path: [field], message })
    }
  })
  .meta({ id: 'NewTicket' })
export type CreateTicketBody = z.infer<typeof createTicketBody>

/** No ticket was made. */
export const deflected = z.strictObject({ deflected: z.literal(true) }).meta({ id: 'Deflected' })

/** A draft's fields; after it was handed in, its priority or its tags. */
export const patchBody = z
  .strictObject({ ...draftFields, isDraft: z.literal(false).optional() })
  .refine((body) => Object.keys(body).length > 0, 'name what is to change')
export type PatchBody = z.infer<typeof patchBody>
