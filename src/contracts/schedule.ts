import { z } from 'zod'
import { DAYS } from '../domain/schedule.js'
import { timezone } from './timezone.js'

const TIME = /^([01]\d|2[0-3])(:[0-5]\d){1,2}$/

const day = z.enum(DAYS).meta({ id: 'Day' })

/** At these times of these days, by the clock of this time zone. */
export const scheduleMembers = {
  times: z
    .array(z.string().regex(TIME, 'must be like 02:30, or 02:30:15'))
    .min(1)
    .max(24)
    .refine(
      (times) => new Set(times.map((time) => time.padEnd(8, ':00'))).size === times.length,
      'must name each time once',
    ),
  days: z
    .array(day)
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, 'must name each day once')
    .default([...DAYS]),
  timezone: timezone.default('UTC'),
}
