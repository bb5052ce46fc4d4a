import type { Status } from '../ticket/status.js'
import { after, before } from '../time.js'

/** What a time can be counted from, beside a status. */
export const TIMED_SINCE = [
  'lastRequesterMessage',
  'lastAgentMessage',
  'created',
  'assigned',
  'due',
] as const
export type TimedSince = (typeof TIMED_SINCE)[number]

/** An event by its name; or so long after the ticket came into a status, or after something else that it has. */
export interface Trigger {
  event?: string | undefined
  after?: string | undefined
  status?: Status | undefined
  since?: TimedSince | undefined
}

/** When each thing was, or is to be, that a time can be counted from; null where it is not. */
export type Reasons = Readonly<Record<TimedSince, string | null>> & {
  status: Status
  /** Since when it is in that status. */
  statusSince: string | null
}

export interface Timer {
  /** When its reason began: what has the same rule act once. */
  since: string
  dueAt: string
}

/** When the rule is to be asked; null where there is no reason for it. */
export function findTimer(
  { after: length, status, since }: Trigger,
  reasons: Reasons,
): Timer | null {
  if (length === undefined) return null
  const begun = status === undefined ? since && reasons[since] : isIn(status, reasons)
  if (begun == null) return null
  const isBefore = length.startsWith('-')
  return {
    since: begun,
    dueAt: isBefore ? before(begun, length.slice(1)) : after(begun, length),
  }
}

function isIn(status: Status, reasons: Reasons): string | null {
  return reasons.status === status ? reasons.statusSince : null
}

/** An event that has led to another status, or an undo with the seq of what it has taken back. */
export interface Transition {
  seq: number
  at: string
  from: Status | null
  to: Status
  undoes: number | null
}

/** Since when the ticket is in its status, by these in their order: an undo restores that, too. */
export function findStatusSince(transitions: readonly Transition[]): string | null {
  const last = transitions.at(-1)
  if (last === undefined) return null
  const earlier = transitions.slice(0, -1)
  const { undoes } = last
  if (undoes !== null) return findStatusSince(earlier.filter(({ seq }) => seq < undoes))
  return last.from === last.to ? findStatusSince(earlier) : last.at
}

/** What does not fit together in a trigger, in words that continue the member's name. */
export function findTriggerFault(
  trigger: Trigger,
): { member: keyof Trigger; message: string } | undefined {
  const { event, after: length, status, since } = trigger
  if (event === undefined && length === undefined)
    return { member: 'event', message: 'is required' }
  if (event !== undefined) {
    const member = (['after', 'status', 'since'] as const).find((name) => trigger[name])
    return member && { member, message: 'is not for a rule that begins with an event' }
  }
  if (status === undefined && since === undefined)
    return { member: 'since', message: 'is required' }
  if (status !== undefined && since !== undefined) {
    return { member: 'since', message: 'can not be given together with status' }
  }
  const isBefore = length?.startsWith('-') === true && since !== 'due'
  return isBefore ? { member: 'after', message: 'may lie before due alone' } : undefined
}
