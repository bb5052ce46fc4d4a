import { after } from '../time.js'

/** What sends a survey: the ticket is closed, or resolved, or somebody asks for it. */
export const SURVEY_TRIGGERS = ['closed', 'resolved', 'manual'] as const
export type SurveyTrigger = (typeof SURVEY_TRIGGERS)[number]

/** A length that may be none. */
export function isNone(duration: string): boolean {
  return duration === 'PT0S'
}

/** When a survey leaves: once its delay is over, and what has caused it can't be undone any more. */
export function planSending(at: string, delay: string, undoUntil: string | null): string {
  const due = after(at, delay)
  return undoUntil !== null && undoUntil > due ? undoUntil : due
}

export interface Validity {
  expiresAt: string
  /** null where nobody is reminded: not at all, or not before its end. */
  remindAt: string | null
}

/** How long a survey that leaves now can be answered, and when its reader is reminded. */
export function planValidity(
  sentAt: string,
  { expiresAfter, reminderAfter }: { expiresAfter: string; reminderAfter: string | null },
): Validity {
  const expiresAt = after(sentAt, expiresAfter)
  const remindAt = reminderAfter === null ? null : after(sentAt, reminderAfter)
  return { expiresAt, remindAt: remindAt !== null && remindAt < expiresAt ? remindAt : null }
}

/** Whether somebody who was last asked then is left alone at this instant. */
export function isQuiet(lastSentAt: string | null, quietPeriod: string, at: string): boolean {
  return lastSentAt !== null && !isNone(quietPeriod) && after(lastSentAt, quietPeriod) > at
}
