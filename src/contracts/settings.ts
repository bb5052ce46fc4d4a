import { z } from 'zod'
import type { Settings } from '../domain/settings.js'
import { durationMs } from '../domain/time.js'

const duration = z
  .string()
  .refine((value) => (durationMs(value) ?? 0) >= 1000, 'must be an ISO 8601 duration from PT1S')
  .meta({ example: 'P3D' })

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
  })
  .meta({ id: 'Settings' }) satisfies z.ZodType<Settings>

export const settingsPatch = settings.partial()
export type SettingsPatch = z.infer<typeof settingsPatch>
