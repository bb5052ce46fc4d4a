import type { JobStatus } from './work-order.js'

/** A visit as calendars show it. */
export interface CalendarJob {
  id: string
  status: JobStatus
  startsAt: string
  endsAt: string
  createdAt: string
  /** Of its work order: what has changed since is a later one. */
  version: number
  changedAt: string
  number: string
  title: string
  description: string
  location: { address: string; latitude: number | null; longitude: number | null }
}

export interface JobCalendar {
  name: string
  jobs: readonly CalendarJob[]
}
