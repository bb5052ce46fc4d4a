import { z } from 'zod'
import { BILLING_NEWS } from '../domain/billing/news.js'
import { ARTICLE_NEWS } from '../domain/kb/news.js'
import { MAILBOX_NEWS } from '../domain/mail-in/mailbox-news.js'
import { MAIL_NEWS } from '../domain/mail-in/news.js'
import { WORK_NEWS } from '../domain/operations/work-news.js'
import { ACCOUNT_NEWS } from '../domain/people/account-news.js'
import { REPORT_NEWS } from '../domain/reports/saved/news.js'
import { SURVEY_NEWS } from '../domain/surveys/news.js'
import type { NotificationChannel } from '../domain/ticket/outcome/channels.js'
import { TICKET_NEWS } from '../domain/ticket/outcome/notification-types.js'
import { WEBHOOK_NEWS } from '../domain/webhooks/news.js'
import { WORK_ORDER_NEWS } from '../domain/work-orders/news.js'
import { departmentName, id, text, timestamp } from './common.js'
import { availability, role } from './enums.js'
import { timezone } from './timezone.js'

/** In the order in which they are listed. */
const FAMILIES = [
  TICKET_NEWS,
  ACCOUNT_NEWS,
  WORK_NEWS,
  WEBHOOK_NEWS,
  SURVEY_NEWS,
  BILLING_NEWS,
  WORK_ORDER_NEWS,
  MAIL_NEWS,
  MAILBOX_NEWS,
  ARTICLE_NEWS,
  REPORT_NEWS,
] as const
type NewsType = (typeof FAMILIES)[number]['types'][number]

/** What is not told by a channel can't be turned off for it. */
function choices(channel: NotificationChannel) {
  const types = FAMILIES.flatMap((family): NewsType[] => family.listOptional(channel))
  return z.partialRecord(
    z.enum(types as [NewsType, ...NewsType[]]), // each channel has some
    z.boolean(),
  )
}

export const me = z
  .strictObject({
    id,
    organization: z.strictObject({
      id,
      slug: z.string(),
      name: z.string(),
      maxMessageLength: z.int(),
      closurePolicy: z.enum(['moderator', 'requester']),
    }),
    employeeCode: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().nullable(),
    timezone: z.string(),
    language: z.string(),
    availability: availability,
    avatar: id.nullable().meta({ description: 'The key of a picture: `GET /users/{id}/avatar`' }),
    notificationChoices: z
      .strictObject({
        inApp: choices('inApp').optional(),
        mail: choices('mail').optional(),
        push: choices('push').optional(),
        sms: choices('sms').optional(),
      })
      .meta({
        description:
          'By channel and type: false turns it off, what is left out is on; `sms` is the other way round: true turns it on',
      }),
    roles: z.array(role),
    permissions: z.array(z.string()),
    departmentId: id.nullable(),
    department: departmentName.nullable(),
    createdAt: timestamp,
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>

export const profilePatch = z.strictObject({
  firstName: text(100).optional(),
  lastName: text(100).optional(),
  phone: text(40).nullable().optional(),
  timezone: timezone.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'must be like en or en-GB')
    .optional(),
  availability: availability.optional(),
  avatar: text(100).nullable().optional().meta({ description: 'The key of an uploaded image' }),
  notificationChoices: me.shape.notificationChoices.optional(),
})
export type ProfilePatch = z.infer<typeof profilePatch>
