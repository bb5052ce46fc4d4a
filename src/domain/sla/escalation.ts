import type { Role } from '../people.js'
import type { Priority } from '../ticket/status.js'
import { DAY_MS, lengthMs } from '../time.js'
import type { Clock } from './clock.js'

/** Whom a level tells; who is not there is left out. */
export interface EscalationAudience {
  users?: string[] | undefined
  roles?: Role[] | undefined
  /** Of the ticket's department. */
  head?: boolean | undefined
  manager?: boolean | undefined
  /** Those of the ticket's group, or of the one named. */
  group?: boolean | string | undefined
  assignee?: boolean | undefined
}

export interface EscalationLevel {
  /** How long after the clock has warned or is due: business time, as the clock counts. */
  after: string
  on: 'warning' | 'breach'
  /** Left out: whichever clock is the first. */
  kind?: Clock | undefined
  notify?: EscalationAudience | undefined
  /** One higher, or at least so high. */
  raisePriority?: boolean | Priority | undefined
  reassignTo?:
    | {
        departmentId?: string | undefined
        assigneeId?: string | undefined
        groupId?: string | undefined
      }
    | undefined
  webhookId?: string | undefined
  /** What those whom it tells read. */
  message?: string | undefined
}

/** When a level is due; what it does then is read when it is. */
export type LevelTiming = Pick<EscalationLevel, 'after' | 'on' | 'kind'>

/** Which version of which matrix a policy's clocks are escalated by. */
export interface MatrixTimings {
  matrixId: string
  version: number
  levels: LevelTiming[]
}

const LONGEST_MS = 365 * DAY_MS

/** True for a length of nothing to a year’s worth. */
export function isDelay(iso: string): boolean {
  const ms = lengthMs(iso)
  return ms !== undefined && ms <= LONGEST_MS
}

export interface LevelFault {
  path: [level: number, ...members: string[]]
  fault: string
}

/** What is wrong with levels that are well formed each: one does nothing, or stands before what comes earlier. */
export function findLevelFaults(levels: readonly EscalationLevel[]): LevelFault[] {
  return levels.flatMap((level, n): LevelFault[] => {
    const faults: LevelFault[] = doesNothing(level)
      ? [
          {
            path: [n],
            fault: 'does nothing: it needs notify, raisePriority, reassignTo, webhookId or message',
          },
        ]
      : []
    const earlier = levels.slice(0, n)
    if (earlier.some((other) => comesAfter(other, level)))
      faults.push({ path: [n, 'after'], fault: 'comes before the level above it' })
    return faults
  })
}

function doesNothing({
  notify,
  raisePriority,
  reassignTo,
  webhookId,
  message,
}: EscalationLevel): boolean {
  const tells = notify !== undefined && Object.values(notify).some(isSomebody)
  const does = raisePriority !== undefined && raisePriority !== false
  return !tells && !does && [reassignTo, webhookId, message].every((one) => one === undefined)
}

function isSomebody(who: EscalationAudience[keyof EscalationAudience]): boolean {
  return Array.isArray(who) ? who.length > 0 : who !== undefined && who !== false
}

/** For certain: how far a warning lies before its breach, only a policy says, and a month has no length. */
function comesAfter(one: EscalationLevel, other: EscalationLevel): boolean {
  const isSame = one.on === other.on && one.kind === other.kind
  const [ms, otherMs] = [lengthMs(one.after), lengthMs(other.after)]
  return isSame && ms !== undefined && otherMs !== undefined && ms > otherMs
}
