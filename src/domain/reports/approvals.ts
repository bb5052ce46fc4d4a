import { listStanding, type RecordedEvent } from '../sla/proof.js'
import { type CountedTicket, floorToQuarter, type ReportFact, traceDimensions } from './fact.js'

export const APPROVAL_FIGURES = [
  'requested',
  'approved',
  'rejected',
  'cancelled',
  'decisionSeconds',
] as const
export type ApprovalFigures = Record<(typeof APPROVAL_FIGURES)[number], number>

/** What approvers were asked, where that was, and what has come of it; the seconds are those of any day and hour. */
export function listApprovalFacts({ record, present, isDeleted }: CountedTicket): ReportFact[] {
  if (isDeleted) return []
  const dimensionsAt = traceDimensions(present, record)
  return listRequests(listStanding(record)).map(({ asked, end }) => ({
    ...{ area: 'approvals' as const, at: floorToQuarter(asked.event.at) },
    ...dimensionsAt(asked.seq),
    figures: { requested: 1, ...judge(asked, end) },
  }))
}

interface Request {
  asked: RecordedEvent
  /** Undefined while it is pending. */
  end?: RecordedEvent
}

/** One of a ticket is pending at a time; it is granted at once where the chain asks nobody. */
function listRequests(standing: readonly RecordedEvent[]): Request[] {
  const requests: Request[] = []
  for (const recorded of standing) {
    const { from, to, event } = recorded
    const pending = requests.at(-1)
    if (event.type === 'request_approval') {
      requests.push({ asked: recorded, ...(to === 'awaiting_approval' ? {} : { end: recorded }) })
    } else if (from === 'awaiting_approval' && to !== from && pending !== undefined) {
      pending.end = recorded
    }
  }
  return requests
}

function judge(asked: RecordedEvent, end: RecordedEvent | undefined): Partial<ApprovalFigures> {
  if (end === undefined) return {}
  const { event } = end
  const isDecided = event.type === 'decide_approval' || end === asked
  if (!isDecided) return { cancelled: 1 }
  const decisionSeconds = Math.floor((Date.parse(event.at) - Date.parse(asked.event.at)) / 1000)
  const isRejected = event.type === 'decide_approval' && !event.approved
  return { ...(isRejected ? { rejected: 1 } : { approved: 1 }), decisionSeconds }
}
