import { measureBetween } from '../sla/business-time.js'
import type { RecordedEvent } from '../sla/proof.js'
import type { Tally } from '../sla/tally.js'

/** When a life of a ticket was worked to its end; null where it was not, or given up. */
export function findEnd({ isMet, metAt }: Tally, last: RecordedEvent): string | null {
  const isGivenUp = last.to === 'withdrawn' || last.to === 'rejected'
  return isMet && !isGivenUp ? metAt : null
}

/** Business time without that in which clocks stood; none of what came before it began. */
export function measureSeconds({ pauses, time }: Tally, since: string, until: string): number {
  if (until <= since) return 0
  const stoodMs = pauses.reduce((ms, { from, to }) => {
    const [begin, end] = [from > since ? from : since, to < until ? to : until]
    return begin < end ? ms + measureBetween(time, begin, end) : ms
  }, 0)
  return Math.floor((measureBetween(time, since, until) - stoodMs) / 1000)
}
