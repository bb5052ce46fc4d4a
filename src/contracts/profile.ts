import { z } from 'zod'
import { type BillingNewsType, listBillingNews } from '../domain/billing/news.js'
import { listMailNews, type MailNewsType } from '../domain/mail-in/news.js'
import { listWorkNews, type WorkNewsType } from '../domain/operations/work-news.js'
import { type AccountNewsType, listOptionalNews } from '../domain/people/account-news.js'
import { listSurveyNews, type SurveyNewsType } from '../domain/surveys/news.js'
import {
  listTypes,
  type NotificationChannel,
  type NotificationType,
} from '../domain/ticket/outcome/notification-types.js'
import { listWebhookNews, type WebhookNewsType } from '../domain/webhooks/news.js'
import { listWorkOrderNews, type WorkOrderNewsType } from '../domain/work-orders/news.js'
import { departmentName, id, text, timestamp } from './common.js'
import { availability, role } from './enums.js'
import { timezone } from './timezone.js'

/** What is not told by a channel can't be turned off for it. */
function choices(channel: NotificationChannel) {
  const types = [
    ...listTypes(channel),
    ...listOptionalNews(channel),
    ...listWorkNews(channel),
    ...listWebhookNews(channel),
    ...listSurveyNews(channel),
    ...listBillingNews(channel),
    ...listWorkOrderNews(channel),
    ...listMailNews(channel),
  ]
  return z.partialRecord(
    z.enum(
      types as [
        NotificationType,
        ...(
          | AccountNewsType
          | WorkNewsType
          | WebhookNewsType
          | SurveyNewsType
          | BillingNewsType
          | WorkOrderNewsType
          | MailNewsType
        )[],
      ],
    ), // each channel has some
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
