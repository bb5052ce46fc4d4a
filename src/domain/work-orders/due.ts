import { after, before } from '../time.js'
import type { Span } from './fit.js'
import { hasEnded, type JobStatus, type WorkOrderStatus } from './work-order.js'

/** A visit, as far as something waits for it. */
export interface StandingJob {
  status: JobStatus
  startsAt: string
  offeredAt: string
  acceptBy: string | null
  /** Of the reminders before it the last that was sent. */
  remindedFor: string | null
  /** Whether its end is known where the ticket is talked about. */
  isTicketTold: boolean
}

/** A work order, as far as something of it happens by itself. */
export interface Standing {
  status: WorkOrderStatus
  window: Span
  /** Since when nobody is on it, or since it was made. */
  openSince: string
  /** The missed beginning that was announced last. */
  lateFor: string | null
  isOfTicket: boolean
  /** The last one. */
  job: StandingJob | null
}

/** In the order in which they are done that are due at once. */
const STEPS = ['expire', 'tell_ticket', 'announce_late', 'remind'] as const
export type DueKind = (typeof STEPS)[number]

export interface DueStep {
  kind: DueKind
  at: string
}

/** How long before a visit its technician is reminded, the first first. */
const REMINDERS = ['P1D', 'PT1H'] as const

/** Until when an offer is to be answered that is made now; null where nothing is said of that. It is none any more once the visit has begun. */
export function limitOffer(
  within: string | null,
  { now, startsAt }: { now: string; startsAt: string },
): string | null {
  if (within === null) return null
  const until = after(now, within)
  return now < startsAt && startsAt < until ? startsAt : until
}

/** Until when an offer stands; null where it was made after the beginning, without a time for an answer. */
export function findExpiry({
  acceptBy,
  startsAt,
  offeredAt,
}: Pick<StandingJob, 'acceptBy' | 'startsAt' | 'offeredAt'>): string | null {
  return acceptBy ?? (startsAt > offeredAt ? startsAt : null)
}

/** All that will happen by itself, as things stand. */
export function listDue(standing: Standing): DueStep[] {
  const { status, window, openSince, lateFor, isOfTicket, job } = standing
  if (status === 'open') {
    const isAhead = window.from > openSince && lateFor !== window.from
    return isAhead ? [{ kind: 'announce_late', at: window.from }] : []
  }
  if (job === null) return []
  if (job.status === 'assigned' || job.status === 'accepted') return listBefore(job, lateFor)
  const isOver = job.status === 'completed' || job.status === 'failed'
  const isOwed = isOver && isOfTicket && !job.isTicketTold
  return isOwed ? [{ kind: 'tell_ticket', at: job.offeredAt }] : []
}

/** What is due of a visit that nobody is on the way to. */
function listBefore(job: StandingJob, lateFor: string | null): DueStep[] {
  const { status, startsAt, offeredAt, remindedFor } = job
  const expiry = status === 'assigned' ? findExpiry(job) : null
  const expiring: DueStep[] = expiry === null ? [] : [{ kind: 'expire', at: expiry }]
  if (startsAt <= offeredAt || lateFor === startsAt) return expiring
  const since = remindedFor ?? offeredAt
  const reminders = REMINDERS.map((length) => before(startsAt, length)).filter((at) => at > since)
  return [
    ...expiring,
    { kind: 'announce_late', at: startsAt },
    ...reminders.map((at): DueStep => ({ kind: 'remind', at })),
  ]
}

/** The first of what will happen; undefined where nothing will. */
export function findNext(standing: Standing): DueStep | undefined {
  return listDue(standing).sort((a, b) => (a.at < b.at ? -1 : 1))[0]
}

/** What is to be done at an instant: of several reminders that were missed the last, and none that came too late. */
export function findStep(standing: Standing, at: string): DueStep | undefined {
  const due = listDue(standing).filter((step) => step.at <= at)
  const kind = STEPS.find((one) => due.some((step) => step.kind === one))
  return due.filter((step) => step.kind === kind).at(-1)
}

/** Whether nothing of it will ever happen by itself, whoever waits. */
export function isOver(standing: Standing): boolean {
  return hasEnded(standing.status) && listDue(standing).length === 0
}
