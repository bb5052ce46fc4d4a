import type { TicketState } from '../ticket/state.js'
import { CLOCKS, type Clock } from './clock.js'
import { isRunning } from './clocks.js'
import { dueAt, type Sla } from './sla.js'

/**
 * Clocks that an event stops behind their date, which nobody has said yet: the deadline that would have is gone with it. A word
 * to the requester waits for no worker.
 */
export function listLate(before: TicketState, after: TicketState, at: string): Clock[] {
  if (after.deletedAt !== null) return [] // what is brought back goes on
  return CLOCKS.filter((clock) => {
    const due = isRunning(clock, before) ? dueAt(before.sla, clock) : null
    const isOwed = due !== null && due < at && !before.sla.breaches.includes(clock)
    return isOwed && !isRunning(clock, after)
  })
}

export function noteBreach(sla: Sla, clock: Clock): Sla {
  return {
    ...sla,
    breached: true,
    breaches: [...sla.breaches, clock],
    ...(clock === 'next_response' ? { hasLateAnswer: true } : {}),
  }
}

/** What an action that is taken back has said is said anew by the deadline that comes back with it. */
export function forgetLate(sla: Sla, late: readonly Clock[]): Sla {
  const { hasLateAnswer, ...rest } = sla
  const isKept = hasLateAnswer === true && !late.includes('next_response')
  const breaches = sla.breaches.filter((clock) => !late.includes(clock))
  return { ...rest, breaches, ...(isKept ? { hasLateAnswer } : {}) }
}
