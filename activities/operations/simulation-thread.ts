import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { required } from '../../src/domain/assert.js'
import type { CalendarRef, KnownCalendar } from '../../src/domain/sla/calendar.js'
import { type SimulationPart, simulatePart } from '../../src/domain/sla/simulation/outcome.js'
import type { RecordedTicket } from '../../src/domain/sla/simulation/recorded-ticket.js'
import type { Under } from '../../src/domain/sla/simulation/under.js'

/** Tickets to be counted, and calendars that were not known before. */
export interface Asked {
  tickets: string
  calendars: KnownCalendar[]
}

/** What has come of them; or the calendars that are not known: it is asked again with these. */
export type Told = { kind: 'done'; part: SimulationPart } | { kind: 'unknown'; refs: CalendarRef[] }

const under = workerData as Under // what simulation.ts begins it with
const port = required(parentPort, 'port of the thread')

// Whatever else the machine has to do goes first. Elsewhere than on Linux the whole process would be meant.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW)

let calendars = under.facts.calendars

port.on('message', ({ tickets: json, calendars: more }: Asked) => {
  calendars = [...calendars, ...more]
  const tickets = JSON.parse(json) as RecordedTicket[] // as walk-records.ts selects them
  const refs = listUnknown(tickets)
  const told: Told =
    refs.length > 0
      ? { kind: 'unknown', refs }
      : {
          kind: 'done',
          part: simulatePart(tickets, { ...under, facts: { ...under.facts, calendars } }),
        }
  port.postMessage(told)
})

function listUnknown(tickets: readonly RecordedTicket[]): CalendarRef[] {
  const unknown = new Map<string, CalendarRef>()
  for (const event of tickets.flatMap(({ events }) => events)) {
    const ref = 'dueDates' in event ? event.dueDates?.calendar : undefined
    if (ref === undefined) continue
    const isKnown = calendars.some(({ id, version }) => id === ref.id && version === ref.version)
    if (!isKnown) unknown.set(`${ref.id}/${ref.version}`, ref)
  }
  return [...unknown.values()]
}
