import type { JobNewsType, WorkOrderNewsType } from '../../../../work-orders/news.js'
import { by } from './common.js'

const TITLES: Record<WorkOrderNewsType, string> = {
  work_order_notice: 'News of a work order',
  job_offered: 'A job for you',
  job_declined: 'A job was declined',
  job_expired: 'An offer was not answered in time',
  job_cancelled: 'A job was cancelled',
  job_reminder: 'A job begins soon',
  job_late: 'A job is late',
}

/** What its technician alone is told speaks to them. */
const SAYS: Record<JobNewsType, (technician: string, at: string) => string> = {
  job_offered: (_, at) => `You are asked to come on ${at}.`,
  job_declined: (technician, at) => `${technician} does not come on ${at}: it is open again.`,
  job_expired: (technician, at) =>
    `${technician} has not said whether they come on ${at}: it is open again.`,
  job_cancelled: (_, at) => `You do not have to come on ${at} any more.`,
  job_reminder: (_, at) => `You are expected on ${at}.`,
  job_late: (technician, at) => `${technician} was expected on ${at}, and is not on the way yet.`,
}

/** Work at somebody's place. */
export const WORK_ORDERS = {
  titles: TITLES,
  says: SAYS,
  nobodyIsOnIt: 'Its window has begun, and nobody is on it.',
  answer: (at: string | null) => `Accept it or decline it${by(at)}.`,
}
