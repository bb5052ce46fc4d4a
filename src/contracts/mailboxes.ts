import { z } from 'zod'
import { MAILBOX_AUTHS, MAILBOX_FAILURES } from '../domain/mail-in/mailbox.js'
import { id, text, timestamp } from './common.js'

const mailboxFailure = z.enum(MAILBOX_FAILURES).meta({ id: 'MailboxFailure' })
const mailboxAuth = z.enum(MAILBOX_AUTHS)

const secret = (what: string) =>
  z
    .string()
    .regex(/^[^\0\r\n]{1,4000}$/, 'must be 1 to 4000 characters without line breaks')
    .meta({ description: `${what}; never shown` })

const fields = {
  host: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/, 'must be the name or the address of a host')
    .meta({ example: 'imap.example.org' }),
  port: z.int().min(1).max(65_535),
  secure: z.boolean(),
  user: text(254).refine((value) => !/[\r\n]/.test(value), 'must be one line'),
  folder: text(200).refine((value) => !/[\r\n]/.test(value), 'must be one line'),
  departmentId: id.meta({ description: 'Whose tickets new mails become' }),
}
const secrets = {
  password: secret('What the account is opened by').optional(),
  accessToken: secret('The same of OAuth 2.0 (XOAUTH2), instead of a password').optional(),
}

export const newMailbox = z
  .strictObject({
    ...fields,
    port: fields.port.optional().meta({ description: '993, or 143 where it is not `secure`' }),
    secure: fields.secure.default(true).meta({
      description: 'TLS from the beginning; `false`: by STARTTLS, without which nothing is sent',
    }),
    folder: fields.folder.default('INBOX'),
    ...secrets,
  })
  .refine(({ password, accessToken }) => (password === undefined) !== (accessToken === undefined), {
    path: ['password'],
    error: 'or accessToken: name one of them',
  })

export const mailboxPatch = z
  .strictObject({ ...z.strictObject(fields).partial().shape, ...secrets })
  .refine(({ password, accessToken }) => password === undefined || accessToken === undefined, {
    path: ['password'],
    error: 'or accessToken: name one of them',
  })
export type MailboxPatch = z.infer<typeof mailboxPatch>

export const mailbox = z
  .strictObject({
    id,
    host: z.string(),
    port: z.int(),
    secure: z.boolean(),
    user: z.string(),
    auth: mailboxAuth.meta({ description: 'What it is opened by' }),
    secretSetAt: timestamp.nullable().meta({
      description:
        'Since when that is; null: it was forgotten when the mailbox was deleted, and is given anew',
    }),
    folder: z.string(),
    departmentId: id,
    lastPolledAt: timestamp
      .nullable()
      .meta({ description: 'When it was read last, to its end or not' }),
    lastError: mailboxFailure.nullable().meta({ description: 'Why it was not, the last time' }),
    failingSince: timestamp.nullable(),
    version: z.int(),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'Mailbox' })
export type MailboxView = z.infer<typeof mailbox>

export const mailboxTest = z
  .union([
    z.strictObject({
      ok: z.literal(true),
      messages: z.int().meta({ description: 'So many mails are in the folder' }),
    }),
    z.strictObject({ ok: z.literal(false), code: mailboxFailure, message: z.string() }),
  ])
  .meta({ id: 'MailboxTest' })
