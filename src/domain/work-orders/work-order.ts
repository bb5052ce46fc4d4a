/** `assigned`: somebody has been asked to come; `scheduled`: they have said yes, and a time stands. */
export const WORK_ORDER_STATUSES = [
  'open',
  'scheduled',
  'assigned',
  'en_route',
  'in_progress',
  'completed',
  'failed',
  'cancelled',
] as const
export type WorkOrderStatus = (typeof WORK_ORDER_STATUSES)[number]

/** `expired`: not answered in time; `cancelled`: taken back by whoever assigned it. */
export const JOB_STATUSES = [
  'assigned',
  'accepted',
  'declined',
  'expired',
  'en_route',
  'started',
  'completed',
  'failed',
  'cancelled',
] as const
export type JobStatus = (typeof JOB_STATUSES)[number]

/** What a technician may say of a job, by where it stands. */
const STEPS = {
  assigned: ['accepted', 'declined'],
  accepted: ['en_route'],
  declined: [],
  expired: [],
  en_route: ['started'],
  started: ['completed', 'failed'],
  completed: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<JobStatus, readonly JobStatus[]>

export const JOB_STEPS = [
  'accepted',
  'declined',
  'en_route',
  'started',
  'completed',
  'failed',
] as const satisfies readonly JobStatus[]
export type JobStep = (typeof JOB_STEPS)[number]

export function listSteps(status: JobStatus): readonly JobStep[] {
  return STEPS[status]
}

/** Jobs that were never their technician's: nobody has said yes. */
export const UNTAKEN_JOBS = ['declined', 'expired'] as const satisfies readonly JobStatus[]
/** Jobs that nobody comes for: they hold no time, count for no day, and leave their work order open. */
export const VOID_JOBS = [...UNTAKEN_JOBS, 'cancelled'] as const

/** Jobs that hold their technician's time. */
export const LIVE_JOBS = ['assigned', 'accepted', 'en_route', 'started'] as const

export function isLive(status: JobStatus): boolean {
  return LIVE_JOBS.some((live) => live === status)
}

const FOLLOWED = {
  assigned: 'assigned',
  accepted: 'scheduled',
  declined: 'open',
  expired: 'open',
  en_route: 'en_route',
  started: 'in_progress',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'open',
} as const satisfies Record<JobStatus, WorkOrderStatus>

/** Where a work order stands when its last job stands there: what nobody takes is open again. */
export function followJob(status: JobStatus): WorkOrderStatus {
  return FOLLOWED[status]
}

/** Whether somebody can be sent: nobody is on it, and it has not come to its end. A failed one may be tried again. */
export function isAssignable(status: WorkOrderStatus): boolean {
  return status === 'open' || status === 'failed'
}

/** Nobody works on it any more, and nobody will. */
export function hasEnded(status: WorkOrderStatus): boolean {
  return status === 'completed' || status === 'cancelled'
}

/** Whether it can be taken back, or given to somebody else: until somebody is there. */
export function isRecallable(status: WorkOrderStatus): boolean {
  return status === 'assigned' || status === 'scheduled' || status === 'en_route'
}
