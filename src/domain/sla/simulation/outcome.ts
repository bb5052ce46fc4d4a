import { AROUND_THE_CLOCK } from '../business-time.js'
import { CLOCKS, type Clock } from '../clock.js'
import { type ShownClock, showClocks } from '../show-clocks.js'
import { isTold, type RecordedTicket } from './recorded-ticket.js'
import { simulate } from './simulate.js'
import type { Found, Under } from './under.js'

/** Null: there is none. */
export type Standing = ShownClock['state'] | null

export interface ClockChange {
  ticketId: string
  number: string
  kind: Clock
  was: Standing
  would: Standing
}

export interface SimulationFigures {
  /** Tickets that were looked at. */
  checked: number
  /** Those of them whose record is kept no more: nothing can be said of them. */
  untold: number
  /** Those of them that the policy would be for. */
  tickets: number
  /** Their clocks. */
  met: number
  breached: number
}

export const NO_FIGURES: SimulationFigures = {
  checked: 0,
  untold: 0,
  tickets: 0,
  met: 0,
  breached: 0,
}

export interface SimulationPart {
  figures: SimulationFigures
  changed: ClockChange[]
}

/** What would have become of the clocks of some tickets, and what has. */
export function simulatePart(tickets: readonly RecordedTicket[], under: Under): SimulationPart {
  const told = tickets.filter(isTold)
  const figures = { ...NO_FIGURES, checked: tickets.length, untold: tickets.length - told.length }
  const changed: ClockChange[] = []
  for (const ticket of told) {
    const found = simulate(ticket, under)
    changed.push(...listChanges(found, under))
    if (found.would.sla.policyId !== under.policyId) continue
    const standings = Object.values(readStandings(found.would, under))
    figures.tickets += 1
    figures.met += standings.filter((one) => one === 'met').length
    figures.breached += standings.filter((one) => one === 'breached').length
  }
  return { figures, changed }
}

function listChanges({ was, would }: Found, under: Under): ClockChange[] {
  if (was === would) return []
  const [before, after] = [readStandings(was, under), readStandings(would, under)]
  const { id: ticketId, number } = would
  return CLOCKS.filter((kind) => before[kind] !== after[kind]).map((kind) => ({
    ...{ ticketId, number, kind },
    was: before[kind] ?? null,
    would: after[kind] ?? null,
  }))
}

function readStandings(
  state: Found['was'],
  { until }: Under,
): Partial<Record<Clock, ShownClock['state']>> {
  const shown = showClocks(state, AROUND_THE_CLOCK, until)
  return Object.fromEntries(shown.map(({ kind, state: standing }) => [kind, standing]))
}

export function addFigures(sum: SimulationFigures, more: SimulationFigures): SimulationFigures {
  return {
    checked: sum.checked + more.checked,
    untold: sum.untold + more.untold,
    tickets: sum.tickets + more.tickets,
    met: sum.met + more.met,
    breached: sum.breached + more.breached,
  }
}
