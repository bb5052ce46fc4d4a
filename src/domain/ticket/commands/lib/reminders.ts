import { nextRepeat } from '../../../time.js'
import type { Deadline } from '../../deadline.js'

/** A reminder that was sent: which one it was, and when the next is due. */
export interface Repeated {
  n: number
  nextAt: string
}

/** An outage shifts none of those to come, and those missed in it are one. */
export function decideRepeat(due: Deadline, every: string, at: string): Repeated {
  return { n: due.n ?? 1, nextAt: nextRepeat(due.at, every, at) }
}
