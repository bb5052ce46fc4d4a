import { z } from 'zod'
import type { ApprovalPolicy } from '../domain/approval/policy.js'
import type { Provisioning } from '../domain/scim/roles.js'
import type { Branding, Settings } from '../domain/settings.js'
import { currency, duration, id, instant, text } from './common.js'
import { roles } from './enums.js'
import { timezone } from './timezone.js'

const delegate = z.strictObject({
  userId: id,
  for: id
    .nullable()
    .default(null)
    .meta({ description: 'The approver for whom they sit; null: any' }),
  from: instant.nullable().default(null),
  to: instant.nullable().default(null),
})

const step = z
  .strictObject({
    name: text(100),
    approvers: z
      .array(id)
      .max(50)
      .default([])
      .meta({ description: 'None: all with the role approver' }),
    delegates: z.array(delegate).max(50).default([]),
    mode: z.enum(['any', 'all']).default('any'),
    minAmount: z.int().min(0).nullable().default(null).meta({
      description: 'Minor units: below it, in this currency, the step is skipped',
    }),
    currency: currency.nullable().default(null),
    remindEvery: duration.nullable().default('P1D'),
    escalateAfter: duration.nullable().default(null),
    escalateTo: z.array(id).max(50).default([]),
  })
  .refine((given) => (given.minAmount === null) === (given.currency === null), {
    path: ['currency'],
    error: 'belongs to minAmount: give both or neither',
  })
  .refine(({ approvers }) => new Set(approvers).size === approvers.length, {
    path: ['approvers'],
    error: 'must name each approver once',
  })
  .refine(
    ({ approvers, delegates }) =>
      delegates.every((one) => one.for === null || isSeat(approvers, one.for, one.userId)),
    { path: ['delegates'], error: 'sit for another than themselves, one of the approvers' },
  )

/** Where nobody is named, all with the role are approvers. */
function isSeat(approvers: readonly string[], seat: string, delegateId: string): boolean {
  return seat !== delegateId && (approvers.length === 0 || approvers.includes(seat))
}

const approvalPolicy = z
  .strictObject({ steps: z.array(step).min(1).max(10) })
  .meta({ id: 'ApprovalPolicy' }) satisfies z.ZodType<ApprovalPolicy>

const branding = z
  .strictObject({
    name: text(100).nullable().default(null),
    color: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, 'must be like #3366cc')
      .nullable()
      .default(null),
    logoUrl: z.httpUrl().max(500).nullable().default(null),
  })
  .meta({ id: 'Branding' }) satisfies z.ZodType<Branding>

const provisioning = z
  .strictObject({
    defaultRoles: roles.min(1).default(['requester']).meta({
      description: 'Of everybody whom the directory sends',
    }),
    groupRoles: z
      .array(z.strictObject({ group: text(100), roles: roles.min(1) }))
      .max(100)
      .default([])
      .meta({
        description: 'By name of a group, in capitals or not: what its members have besides',
      }),
  })
  .meta({ id: 'Provisioning' }) satisfies z.ZodType<Provisioning>

export const settings = z
  .strictObject({
    ticketPrefix: z.string().regex(/^[A-Z][A-Z0-9]{0,9}$/, 'must be 1 to 10 capitals or digits'),
    draftExpiresAfter: duration,
    undoWindow: duration,
    autoVerifyAfter: duration,
    autoCloseAfter: duration.nullable(),
    postponeReminderEvery: duration,
    maxReopens: z.int().min(0).max(100),
    closurePolicy: z.enum(['moderator', 'requester']),
    maxMessageLength: z.int().min(1).max(100_000),
    acknowledgeWithin: duration.nullable(),
    subTicketReminderEvery: duration,
    allowSelfApproval: z.boolean(),
    timezone: timezone.meta({ description: 'Of the organization: its nights are told by it' }),
    approvalPolicy,
    branding,
    unknownSenders: z.enum(['queue', 'register']).meta({
      description:
        'What mails of unknown people become: they wait for a moderator, or are tickets of people who wait for an admin',
    }),
    provisioning,
  })
  .meta({ id: 'Settings' }) satisfies z.ZodType<Settings>

export const settingsPatch = settings.partial()
export type SettingsPatch = z.infer<typeof settingsPatch>
