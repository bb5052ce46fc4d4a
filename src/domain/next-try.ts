import { DomainError } from './errors.js'
import { after } from './time.js'

/** What was away may be there again soon; whatever else fails waits until somebody has seen to it. */
const AFTER_OUTAGE = 'PT1M'
const AFTER_FAULT = 'PT10M'

/** When something that failed is tried again by itself. */
export function chooseNextTry(at: string, error: unknown): string {
  const isOutage = error instanceof DomainError && error.refusal.code === 'unavailable'
  return after(at, isOutage ? AFTER_OUTAGE : AFTER_FAULT)
}
