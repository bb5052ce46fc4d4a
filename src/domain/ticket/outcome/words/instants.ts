import type { Say } from '../notification-facts.js'

/** An instant that is not known is left out of a sentence. */
type Instant = string | null | undefined

export function by(instant: Instant, say: Say): string {
  return instant == null ? '' : ` by ${say.at(instant)}`
}

export function since(instant: Instant, say: Say): string {
  return instant == null ? '' : ` since ${say.at(instant)}`
}

export function until(instant: Instant, say: Say): string {
  return instant == null ? '' : ` until ${say.at(instant)}`
}
