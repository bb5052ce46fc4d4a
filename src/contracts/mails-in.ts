import { z } from 'zod'
import { MAIL_REASONS, MAIL_STATUSES } from '../domain/mail-in/mail.js'
import { id, page, pageQuery, text, ticketName, timestamp } from './common.js'

const mailInStatus = z.enum(MAIL_STATUSES).meta({
  id: 'MailInStatus',
  description:
    '`pending` is filed presently; `queued` waits for a moderator; `cut` was written by no person; `failed` could not be read',
})
const mailInReason = z.enum([...MAIL_REASONS, 'registered']).meta({ id: 'MailInReason' })

const result = z.string().nullable()

export const mailIn = z
  .strictObject({
    id,
    status: mailInStatus,
    why: mailInReason.nullable().meta({ description: 'Why it is in no ticket' }),
    from: z
      .strictObject({ address: z.string(), name: z.string() })
      .nullable()
      .meta({ description: 'As the mail says; null where it says nothing of use' }),
    to: z.array(z.string()).meta({ description: 'Our addresses that it came for' }),
    subject: z.string(),
    preview: z.string().meta({ description: 'The beginning of its text' }),
    messageId: z.string().nullable(),
    size: z.int(),
    authentication: z
      .strictObject({ spf: result, dkim: result, dmarc: result })
      .nullable()
      .meta({ description: 'What the relay has found out about its sender, where it says so' }),
    ticket: ticketName.nullable().meta({ description: 'What it was put into, or has become' }),
    chatMessageId: id.nullable(),
    mailboxId: id.nullable().meta({ description: 'Where it was fetched; null: it came by SMTP' }),
    receivedAt: timestamp,
    settledAt: timestamp.nullable(),
  })
  .meta({ id: 'MailIn' })
export type MailInView = z.infer<typeof mailIn>
export const mailInPage = page(mailIn)

export const mailInQuery = z.strictObject({
  status: mailInStatus.optional(),
  from: text(254).optional().meta({ description: 'The whole address of its sender' }),
  ...pageQuery,
})
export type MailInQuery = z.infer<typeof mailInQuery>

export const fileMailInBody = z
  .strictObject({
    ticketId: id.optional().meta({ description: 'It is said in the chat of this ticket' }),
    departmentId: id.optional().meta({ description: 'It becomes a new ticket of this department' }),
  })
  .refine(
    ({ ticketId, departmentId }) => (ticketId === undefined) !== (departmentId === undefined),
    {
      path: ['ticketId'],
      error: 'or departmentId: name one of them',
    },
  )
  .meta({ id: 'FileMailIn' })

export const rejectMailInBody = z.strictObject({ reason: text(1_000).optional() })
