import { createNewsFamily, type NewsKind } from '../news-family.js'
import { isModerator, type Person } from '../people.js'
import type { JobStatus } from './work-order.js'

interface JobNews extends NewsKind {
  tells: readonly ('technician' | 'planner')[]
}

const BOTH = ['inApp', 'mail'] as const

/** What people are told of visits. */
export const JOB_NEWS = {
  job_offered: { to: 'its technician', by: BOTH, tells: ['technician'] },
  job_declined: { to: 'who offered it', by: BOTH, tells: ['planner'] },
  job_expired: { to: 'its technician, who offered it', by: BOTH, tells: ['technician', 'planner'] },
  job_cancelled: { to: 'its technician', by: BOTH, tells: ['technician'] },
  job_reminder: { to: 'its technician', by: BOTH, tells: ['technician'] },
  job_late: { to: 'its technician, who planned it', by: BOTH, tells: ['technician', 'planner'] },
} as const satisfies Record<string, JobNews>
export type JobNewsType = keyof typeof JOB_NEWS

/** What people are told of work orders. */
export const WORK_ORDER_NEWS = createNewsFamily({
  work_order_notice: { to: 'whom a rule names', by: BOTH },
  ...JOB_NEWS,
})

export type WorkOrderNewsType = (typeof WORK_ORDER_NEWS.types)[number]

/** The visit that news are about, as it is when they are read. */
export interface JobFacts {
  status: JobStatus
  technician: string
  startsAt: string
  acceptBy: string | null
  notes: string | null
}

/** Inputs of the words, as they are when it is read. */
export interface WorkOrderFacts {
  workOrderId: string
  number: string
  title: string
  /** Where it is to be done. */
  address: string
  /** As the rule has it; null where no rule says it. */
  text: string | null
  /** null where nobody was on it. */
  job: JobFacts | null
  /** Its reader is to do it, or was, or heads the department of its ticket. */
  isTheirs: boolean
}

/** Whether it may reach its reader now; `null` is somebody who may not sign in. */
export function mayHaveWorkOrderNews(
  reader: Person | null,
  { isTheirs }: Pick<WorkOrderFacts, 'isTheirs'>,
): boolean {
  return reader !== null && (isTheirs || isModerator(reader))
}
