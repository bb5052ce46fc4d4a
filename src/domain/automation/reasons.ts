import { isTerminal, type Status } from '../ticket/status.js'
import type { Reasons } from './timers.js'

/** What of a ticket times are counted from, beside what was said. */
export interface TimedMembers {
  version: number
  status: Status
  submittedAt: string | null
  assigneeId: string | null
  assignedAt: string | null
  sla: { resolutionDueAt: string | null; paused: boolean }
}

/** When each side has spoken last. */
export type LastSaid = Pick<Reasons, 'lastRequesterMessage' | 'lastAgentMessage'>

/** What is over has the time since its status began, and no other. */
export function describeReasons(
  { status, submittedAt, assigneeId, assignedAt, sla }: TimedMembers,
  statusSince: string | null,
  said: LastSaid,
): Reasons {
  const phase = { status, statusSince }
  if (isTerminal(status)) {
    const none = { lastRequesterMessage: null, lastAgentMessage: null, created: null }
    return { ...phase, ...none, assigned: null, due: null }
  }
  return {
    ...{ ...phase, ...said, created: submittedAt, due: findTimedDue(status, sla) },
    assigned: assigneeId === null ? null : assignedAt,
  }
}

/** While its clock stands nobody knows when it is due, and what is resolved is due no more. */
function findTimedDue(
  status: Status,
  { paused, resolutionDueAt }: TimedMembers['sla'],
): string | null {
  return paused || status === 'resolved' ? null : resolutionDueAt
}
