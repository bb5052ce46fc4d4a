import { changesPolicy, decideAnew } from '../../ticket/commands/lib/choose-anew.js'
import { moveTo } from '../../ticket/commands/lib/participants.js'
import type { TicketState } from '../../ticket/state.js'
import { choosePromise } from '../choose-policy.js'
import { keepUnnamed } from './keep-dates.js'
import type { RecordedEvent } from './recorded-ticket.js'
import { isSame, type Trial } from './under.js'

type Moved = Extract<RecordedEvent, { type: 'set_category' | 'set_department' }>

/** Another category or department is served by another policy, where a person has done it. */
export function redateMove(event: Moved, { found, context, tried }: Trial): Moved {
  const { was, would } = found
  const { dueDates: recorded = null, isByPerson = false } = event
  if (would.assignedAt === null || (recorded === null && !isByPerson)) return event
  const subject = findSubject(would, event)
  const promise = choosePromise(context.facts, subject)
  const part = [was.sla.policyId, would.sla.policyId, promise?.id, recorded?.policyId]
  if (!part.includes(tried))
    return bringTo(event, recorded && keepUnnamed(recorded, found, context))
  const isOther = changesPolicy(would, subject, context.facts)
  return bringTo(event, isOther ? decideAnew(would, subject, context) : null)
}

function findSubject(would: TicketState, event: Moved) {
  if (event.type === 'set_department') return { ...would, ...moveTo(would, event.departmentId) }
  const { categoryId, groupId } = event
  return { ...would, categoryId, groupId }
}

/** Without dates it has none of its own. */
function bringTo(event: Moved, dueDates: Parameters<typeof isSame>[0]): Moved {
  const { dueDates: recorded, ...moved } = event
  if (isSame(recorded ?? null, dueDates)) return event
  return dueDates === null ? moved : { ...moved, dueDates }
}
