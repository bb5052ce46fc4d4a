import { z } from 'zod'
import { DAYS } from '../domain/schedule.js'
import { id, instant, target, text, timestamp } from './common.js'
import { timezone } from './timezone.js'

const MOST_SPANS = 6
export const MOST_HOLIDAYS = 1000

const time = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day, such as 08:30')
  .meta({ example: '09:00' })
/** Local times compare as they are written. */
const span = z
  .tuple([time, time])
  .refine(([from, to]) => from < to, 'must end after it begins')
  .meta({ description: 'From when to when; its end is not in it any more' })
const spans = z
  .array(span)
  .max(MOST_SPANS)
  .refine((all) => !hasOverlap(all), 'overlap')

function hasOverlap(spans: readonly [string, string][]): boolean {
  const sorted = spans.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return sorted.some(([from], n) => n > 0 && from < (sorted[n - 1]?.[1] ?? ''))
}

const days = Object.fromEntries(DAYS.map((day) => [day, spans.optional()])) as Record<
  (typeof DAYS)[number],
  z.ZodOptional<typeof spans>
> // every day has its entry
const hours = z
  .strictObject(days)
  .refine((week) => Object.values(week).some((list) => list.length > 0), 'has no open hours at all')
  .meta({ description: 'By local time; a day that is left out is closed' })
const holiday = z.strictObject({ date: z.iso.date(), name: text(200) })
const holidays = z.array(holiday).max(MOST_HOLIDAYS)

const members = {
  name: text(100),
  timezone,
  hours,
  holidays,
  isDefault: z.boolean().meta({
    description: 'Of whatever names none; another that was it is so no more',
  }),
}

/** As admins see it. */
export const calendar = z
  .strictObject({
    id,
    ...members,
    version: z.int().meta({ description: 'One up with each change; what runs keeps its own' }),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'Calendar' })
export type CalendarView = z.infer<typeof calendar>

export const newCalendar = z.strictObject({
  ...members,
  holidays: members.holidays.default([]),
  isDefault: members.isDefault.default(false),
})
export type CalendarBody = z.infer<typeof newCalendar>
export const calendarPatch = z.strictObject(members).partial()

const MOST_CHARACTERS = 500_000
export const holidayImport = z.strictObject({
  ics: text(MOST_CHARACTERS).meta({
    description:
      'iCalendar text (RFC 5545): its events that last whole days, those of each year for ten years ahead',
  }),
})

export const previewQuery = z.strictObject({ from: instant, duration: target })
export const duePreview = z
  .strictObject({
    dueAt: timestamp,
    steps: z
      .array(z.strictObject({ from: timestamp, to: timestamp }))
      .meta({ description: 'When the time passes that is used up' }),
    stepsTruncated: z.boolean().meta({ description: 'There are more than are shown' }),
  })
  .meta({ id: 'DuePreview' })
