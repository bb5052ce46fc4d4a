import { z } from 'zod'
import { AVAILABILITIES, ROLES } from '../domain/people.js'
import { NOTIFICATION_TYPES } from '../domain/ticket/notices.js'
import { id, page, pageQuery, text, timestamp } from './common.js'

export const loginBody = z.strictObject({
  login: z.string().min(1).max(320),
  password: z.string().min(1).max(1024),
  organization: z.string().min(1).max(100).optional(),
  totp: z.string().max(20).optional(),
})

export const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(200) })

const choices = z.partialRecord(z.enum(NOTIFICATION_TYPES), z.boolean())

export const me = z
  .strictObject({
    id,
    organization: z.strictObject({ id, slug: z.string(), name: z.string() }),
    employeeCode: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().nullable(),
    timezone: z.string(),
    language: z.string(),
    availability: z.enum(AVAILABILITIES),
    notificationChoices: z.strictObject({ inApp: choices.optional(), mail: choices.optional() }),
    roles: z.array(z.enum(ROLES)),
    permissions: z.array(z.string()),
    departmentId: id.nullable(),
    createdAt: timestamp,
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>

function isTimezone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined
  } catch {
    return false
  }
}

export const profilePatch = z.strictObject({
  firstName: text(100).optional(),
  lastName: text(100).optional(),
  phone: text(40).nullable().optional(),
  timezone: z.string().max(60).refine(isTimezone, 'must be an IANA time zone').optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'must be like en or en-GB')
    .optional(),
  availability: z.enum(AVAILABILITIES).optional(),
  notificationChoices: me.shape.notificationChoices.optional(),
})
export type ProfilePatch = z.infer<typeof profilePatch>

export const tokens = z
  .strictObject({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.int() })
  .meta({ id: 'Tokens' })
export const signedIn = tokens.extend({ user: me }).meta({ id: 'SignedIn' })

export const session = z
  .strictObject({
    id,
    createdAt: timestamp,
    lastUsedAt: timestamp,
    expiresAt: timestamp,
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    current: z.boolean(),
  })
  .meta({ id: 'Session' })
export type SessionView = z.infer<typeof session>

export const userSummary = z
  .strictObject({
    id,
    name: z.string(),
    departmentId: id.nullable(),
    availability: z.enum(AVAILABILITIES),
  })
  .meta({ id: 'UserSummary' })
export type UserSummary = z.infer<typeof userSummary>

export const userQuery = z.strictObject({
  q: z.string().max(200).optional(),
  departmentId: id.optional(),
  role: z.enum(ROLES).optional(),
  ...pageQuery,
})
export const userPage = page(userSummary)
