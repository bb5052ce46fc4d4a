import type { TicketState } from './state.js'

/** Finished work is all of it, whatever was reported last; sent back to work it stands where it stood. */
export function shownPercent({ status, progressPercent }: TicketState): number {
  const isFinished = status === 'completed' || status === 'resolved' || status === 'closed'
  return isFinished ? 100 : progressPercent
}
