import type { KnownCalendar } from '../sla/calendar.js'
import type { RecordedEvent } from '../sla/proof.js'

/** By what figures are divided beside their time: as the ticket was when what is counted came to its end. */
export interface Dimensions {
  departmentId: string | null
  categoryId: string | null
  assigneeId: string | null
  priority: string
  channel: string
}

/** A ticket as it is, and what has happened to it of what is counted. */
export interface CountedTicket {
  present: Dimensions
  isDeleted: boolean
  record: readonly RecordedEvent[]
  /** Those that its events name. */
  calendars: readonly KnownCalendar[]
}

/** What one ticket adds to the figures of one quarter of an hour. */
export interface ReportFact<F extends Record<string, number> = Record<string, number>>
  extends Dimensions {
  area: ReportArea
  at: string
  figures: F
}

/** Each has a table of its own. */
export const REPORT_AREAS = ['sla', 'volume'] as const
export type ReportArea = (typeof REPORT_AREAS)[number]

const QUARTER_MS = 15 * 60_000

/** The quarter of an hour that an instant lies in: zones differ by no less. */
export function floorToQuarter(at: string): string {
  return new Date(Math.floor(Date.parse(at) / QUARTER_MS) * QUARTER_MS).toISOString()
}

/** As they were after an event: what later ones have changed is taken back, the latest first. */
export function readDimensions(
  present: Dimensions,
  record: readonly RecordedEvent[],
  seq: number,
): Dimensions {
  const later = record.filter((one) => one.seq > seq).reverse()
  const former: Dimensions = { ...present }
  for (const { event } of later) {
    const { departmentId, categoryId, assigneeId, priority } = event.fields ?? {}
    if (departmentId !== undefined) former.departmentId = readId(departmentId.from)
    if (categoryId !== undefined) former.categoryId = readId(categoryId.from)
    if (assigneeId !== undefined) former.assigneeId = readId(assigneeId.from)
    if (priority !== undefined) former.priority = String(priority.from)
  }
  return former
}

function readId(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
