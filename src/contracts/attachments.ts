import { z } from 'zod'
import { ATTACHMENT_STATUSES, VARIANTS } from '../domain/attachment/attachment.js'
import { CONTENT_PROBLEMS } from '../domain/attachment/problems.js'
import { id, personName, timestamp } from './common.js'

export const attachmentStatus = z.enum(ATTACHMENT_STATUSES).meta({ id: 'AttachmentStatus' })
export const variant = z.enum(VARIANTS)

export const attachment = z
  .strictObject({
    id,
    fileName: z.string(),
    size: z.int(),
    contentType: z.string(),
    status: attachmentStatus,
    reason: z
      .string()
      .nullable()
      .meta({
        description: `failed: why, one of ${CONTENT_PROBLEMS.join(', ')}; infected: what was found; ok: why there is no variant for the web`,
      }),
    progress: z.int().nullable().meta({ description: 'Of its processing, in percent' }),
    variants: z.array(variant).meta({ description: 'What can be had of it' }),
    ticketId: id.nullable().meta({ description: 'null: attached nowhere yet' }),
    messageId: id.nullable(),
    uploadedBy: personName,
    downloadCount: z.int(),
    createdAt: timestamp,
  })
  .meta({ id: 'Attachment' })
export type AttachmentView = z.infer<typeof attachment>

export const downloadQuery = z.strictObject({
  variant: variant
    .optional()
    .meta({ description: '`web` where there is one: images as WebP, videos as MP4' }),
})
