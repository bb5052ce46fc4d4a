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
  /** Those that were sent. */
  surveys: readonly CountedSurvey[]
}

/** A survey about a ticket that was sent. */
export interface CountedSurvey {
  /** Of the event that it came of. */
  seq: number
  sentAt: string
  isAnswered: boolean
  /** On a scale of five; null where none was given. */
  score: number | null
  nps: number | null
}

/** What one ticket adds to the figures of one quarter of an hour. */
export interface ReportFact<F extends Figures = Figures> extends Dimensions {
  area: ReportArea
  at: string
  figures: F
  /** The buckets that values of it lie in, by what they are values of. */
  buckets?: Readonly<Record<string, string>>
}

/** Those that are left out are 0. */
export type Figures = Partial<Record<string, number>>

/** Each has a table of its own. */
export const REPORT_AREAS = ['sla', 'times', 'volume', 'approvals', 'csat'] as const
export type ReportArea = (typeof REPORT_AREAS)[number]

const QUARTER_MS = 15 * 60_000

/** The quarter of an hour that an instant lies in: zones differ by no less. */
export function floorToQuarter(at: string): string {
  return new Date(Math.floor(Date.parse(at) / QUARTER_MS) * QUARTER_MS).toISOString()
}

/**
 * As they were after each event, by its seq: what later ones have changed is taken back, the latest first. After one that is not in
 * the record they were what the one before it had left.
 */
export function traceDimensions(
  present: Dimensions,
  record: readonly RecordedEvent[],
): (seq: number) => Dimensions {
  const traced = new Map<number, Dimensions>()
  let then = present
  for (const { seq, event } of [...record].reverse()) {
    traced.set(seq, then)
    then = takeBack(then, event)
  }
  const latestFirst = [...traced]
  const findBefore = (seq: number) => latestFirst.find(([known]) => known < seq)?.[1] ?? then
  return (seq) => traced.get(seq) ?? findBefore(seq)
}

function takeBack(then: Dimensions, { fields }: RecordedEvent['event']): Dimensions {
  if (fields === undefined) return then
  const { departmentId, categoryId, assigneeId, priority } = fields
  return {
    departmentId: departmentId === undefined ? then.departmentId : readId(departmentId.from),
    categoryId: categoryId === undefined ? then.categoryId : readId(categoryId.from),
    assigneeId: assigneeId === undefined ? then.assigneeId : readId(assigneeId.from),
    priority: priority === undefined ? then.priority : String(priority.from),
    channel: then.channel,
  }
}

function readId(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
