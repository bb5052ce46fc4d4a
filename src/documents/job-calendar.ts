import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import type { CalendarJob, JobCalendar } from '../domain/work-orders/job-calendar.js'
import type { JobStatus } from '../domain/work-orders/work-order.js'

/** How often calendars look again that ask. */
const REFRESH_SECONDS = 900

/** A technician's visits as iCalendar text, all of it in UTC: the same input gives the same text. */
export function writeJobCalendar({ name, jobs }: JobCalendar): string {
  const calendar = ical({
    name,
    prodId: { company: 'Perdure', product: 'Work orders' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  })
  for (const job of jobs) {
    const { status, location } = job
    const isGone = status === 'cancelled'
    calendar.createEvent({
      id: `${job.id}@perdure`,
      sequence: job.version,
      start: new Date(job.startsAt),
      end: new Date(job.endsAt),
      stamp: new Date(job.changedAt),
      created: new Date(job.createdAt),
      lastModified: new Date(job.changedAt),
      summary: `${job.number} ${job.title}`,
      ...(job.description === '' || isGone ? {} : { description: job.description }),
      // whoever does not come any more learns nothing of what has become of the place since
      ...(isGone ? {} : { location: { title: location.address, ...locate(location) } }),
      status: nameStatus(status),
      transparency: isGone ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    })
  }
  return calendar.toString()
}

function locate({ latitude, longitude }: CalendarJob['location']) {
  return latitude === null || longitude === null ? {} : { geo: { lat: latitude, lon: longitude } }
}

/** What was not answered yet is only pencilled in. */
function nameStatus(status: JobStatus): ICalEventStatus {
  if (status === 'cancelled') return ICalEventStatus.CANCELLED
  return status === 'assigned' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
}
