import type { OwnWork, TicketState } from '../state.js'

/** What a ticket has done itself before anything is. */
export const NO_WORK: OwnWork = { progressPercent: 0, startedAt: null }

/** An integer, rounded down. */
export function percentClosed({ total, closed }: { total: number; closed: number }): number {
  return total === 0 ? 0 : Math.floor((closed * 100) / total)
}

/** Whether it has sub-tickets that count; without any left a parent is an ordinary ticket again. */
export function isSplit({ subTickets }: TicketState): boolean {
  return subTickets !== null && subTickets.total > 0
}

export function countOpenSubTickets({ subTickets }: TicketState): number {
  return subTickets === null ? 0 : subTickets.total - subTickets.closed
}

export function subTicketNumber(parent: { number: string }, n: number): string {
  return `${parent.number}.${n}`
}
