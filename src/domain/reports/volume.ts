import { listStanding, type RecordedEvent } from '../sla/proof.js'
import { LIVE } from '../ticket/status.js'
import {
  type CountedTicket,
  type Dimensions,
  floorToQuarter,
  type ReportFact,
  traceDimensions,
} from './fact.js'

export const VOLUME_FIGURES = [
  'created',
  'completed',
  'closed',
  'reopened',
  'reworked',
  'came',
  'went',
] as const
type VolumeFigure = (typeof VOLUME_FIGURES)[number]
export type VolumeFigures = Record<VolumeFigure, number>

/**
 * What became of a ticket, each in the quarter of an hour in which it did, with what the ticket was then. Drafts are nobody's
 * work yet. It comes into the backlog of whoever has it and goes out of it, also from one to the other: what is open is the
 * difference.
 */
export function listVolumeFacts({ record, present, isDeleted }: CountedTicket): ReportFact[] {
  if (isDeleted) return []
  const dimensionsAt = traceDimensions(present, record)
  const facts: ReportFact[] = []
  let backlog: Dimensions | undefined
  for (const recorded of listStanding(record)) {
    const at = floorToQuarter(recorded.event.at)
    const dimensions = dimensionsAt(recorded.seq)
    const add = (of: Dimensions, ...named: VolumeFigure[]) => {
      const figures = Object.fromEntries(named.map((name) => [name, 1]))
      if (named.length > 0) facts.push({ area: 'volume', at, ...of, figures })
    }
    const next = LIVE.includes(recorded.to) ? dimensions : undefined
    const hasMoved = !isSame(backlog, next)
    if (hasMoved && backlog !== undefined) add(backlog, 'went')
    add(dimensions, ...nameFigures(recorded), ...(hasMoved && next !== undefined ? CAME : []))
    backlog = next
  }
  return facts
}
const CAME: readonly VolumeFigure[] = ['came']

function isSame(one: Dimensions | undefined, other: Dimensions | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  const { departmentId, categoryId, assigneeId, priority } = one
  return (
    departmentId === other.departmentId &&
    categoryId === other.categoryId &&
    assigneeId === other.assigneeId &&
    priority === other.priority
  )
}

function nameFigures({ from, to, event }: RecordedEvent): VolumeFigure[] {
  if (event.type === 'request_rework') return ['reworked']
  if (from === to || to === 'draft') return []
  if (from === null || from === 'draft') return ['created']
  if (event.type === 'reopen') return ['reopened'] // where a postponed one goes back to that, nobody has reopened it again
  return to === 'completed' || to === 'closed' ? [to] : []
}
