import { refuse } from './errors.js'
import { after } from './time.js'

/** What says how often something comes back: each time it is written, and mailed to people. */
const REPEATED = new Set([
  'reminderEvery',
  'remindEvery',
  'postponeReminderEvery',
  'subTicketReminderEvery',
])

/** Refuses a body by which something would come back more often than that, wherever in it that is said. */
export function refuseTooOften(body: unknown, shortest: string): void {
  const fields = findTooOften(body, shortest, [])
  if (fields.length === 0) return
  refuse(
    'validation_failed',
    `Reminders come every ${shortest} at most: once is enough for most people.`,
    Object.fromEntries(fields.map((field) => [field, [`must be ${shortest} or longer`]])),
  )
}

function findTooOften(value: unknown, shortest: string, path: readonly string[]): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    typeof member === 'string' && REPEATED.has(name)
      ? isShorter(member, shortest)
        ? [[...path, name].join('.')]
        : []
      : findTooOften(member, shortest, [...path, name]),
  )
}

/** Months are far longer than any bound: which one they begin in makes no difference. */
function isShorter(duration: string, bound: string): boolean {
  const begin = new Date(0).toISOString()
  return after(begin, duration) < after(begin, bound)
}
