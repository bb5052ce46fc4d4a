import { z } from 'zod'
import { attachment } from './attachments.js'
import { id, page, pageQuery, personName, text, timestamp } from './common.js'
import { messageFlag, visibility } from './enums.js'
import { attachmentKeys } from './ticket-input.js'

const wellFormed = z
  .string()
  .refine(
    (value) => value.isWellFormed() && !value.includes('\0'),
    'has a NUL or half a surrogate pair',
  )
  .refine((value) => value.trim() !== '', 'must not be empty')

export const newMessage = z
  .strictObject({
    body: wellFormed.meta({
      description:
        "Markdown, at most the organization's maxMessageLength; `@` with the beginning of an address, or with `[user id]`, mentions somebody who reads it",
    }),
    visibility: visibility.default('public'),
    attachments: attachmentKeys.default([]),
    clientId: text(100).optional().meta({
      description:
        'Yours, new for each message (a UUID): the same again gives the message that was sent under it',
    }),
    flag: messageFlag.optional(),
  })
  .meta({ id: 'NewMessage' })
export type NewMessage = z.infer<typeof newMessage>

export const message = z
  .strictObject({
    id,
    ticketId: id,
    version: z.int(),
    kind: z.enum(['message', 'system']),
    visibility: visibility,
    author: z.strictObject({ id, name: z.string() }).nullable(),
    body: z.string(),
    mentions: z.array(personName),
    attachments: z.array(attachment),
    flag: messageFlag.optional(),
    at: timestamp,
  })
  .meta({ id: 'Message' })
export type MessageView = z.infer<typeof message>
export const messagePage = page(message)

export const messageQuery = z.strictObject({
  version: z.coerce.number().int().min(1).max(10_000).optional(),
  sort: z.enum(['at', '-at']).default('at'),
  ...pageQuery,
})
export type MessageQuery = z.infer<typeof messageQuery>

export const markBody = z.strictObject({ messageId: id })

export const readMark = z.strictObject({ messageId: id, unread: z.int() }).meta({ id: 'ReadMark' })
