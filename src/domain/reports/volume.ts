import { listStanding, type RecordedEvent } from '../sla/proof.js'
import { type CountedTicket, floorToQuarter, type ReportFact, readDimensions } from './fact.js'

export const VOLUME_FIGURES = ['created', 'completed', 'closed', 'reopened', 'reworked'] as const
export type VolumeFigures = Record<(typeof VOLUME_FIGURES)[number], number>

const NOTHING: VolumeFigures = { created: 0, completed: 0, closed: 0, reopened: 0, reworked: 0 }

/** What became of a ticket, each in the quarter of an hour in which it did, with what the ticket was then. Drafts are nobody's work yet. */
export function listVolumeFacts({ record, present, isDeleted }: CountedTicket): ReportFact[] {
  if (isDeleted) return []
  return listStanding(record).flatMap((recorded) => {
    const named = nameFigure(recorded)
    if (named === undefined) return []
    const dimensions = readDimensions(present, record, recorded.seq)
    const at = floorToQuarter(recorded.event.at)
    return [{ area: 'volume', at, ...dimensions, figures: { ...NOTHING, [named]: 1 } }]
  })
}

function nameFigure({ from, to, event }: RecordedEvent): keyof VolumeFigures | undefined {
  if (event.type === 'request_rework') return 'reworked'
  if (from === to || to === 'draft') return undefined
  if (from === null || from === 'draft') return 'created'
  if (event.type === 'reopen') return 'reopened' // where a postponed one goes back to that, nobody has reopened it again
  return to === 'completed' || to === 'closed' ? to : undefined
}
