import { moveTo } from '../../ticket/commands/lib/participants.js'
import { decideNewDates, endPause, keepNamedDate } from '../../ticket/commands/reassign.js'
import type { TicketEvent } from '../../ticket/events.js'
import { choosePromise } from '../choose-policy.js'
import type { DueDates } from '../policies.js'
import { keepDates } from './keep-dates.js'
import { bring, isSame, isTemplateNamed, type Trial } from './under.js'

type Reassigned = TicketEvent<'reassign'>

/** Another department is served by another policy; a template or a date that was named stays named. */
export function redateReassignment<E extends Reassigned>(event: E, trial: Trial): E {
  const { found, context, tried } = trial
  const { departmentId, dueDates } = event
  const { was, would } = found
  const isMoved = departmentId !== would.departmentId
  const subject = isMoved ? { ...would, ...moveTo(would, departmentId) } : would
  const awake = { was: endPause(was, event.at), would: endPause(would, event.at) }
  if (dueDates !== null && isByName(event, dueDates, trial)) {
    return bring(event, keepDates(dueDates, awake, context))
  }
  const promise = choosePromise(context.facts, subject)
  const part = [was.sla.policyId, would.sla.policyId, promise?.id, dueDates?.policyId]
  if (!part.includes(tried)) {
    return dueDates === null ? event : bring(event, keepDates(dueDates, awake, context))
  }
  const dueAt = findNamedDate(event, trial)
  const payload = { departmentId, ...(dueAt === null ? {} : { dueAt }) }
  const dates = decideNewDates(would, payload, context)
  if (isSame(dates, dueDates)) return event
  return { ...event, dueDates: dates, resolutionDueAt: dates === null ? dueAt : null }
}

/** Dates that no other department explains are those of a template that was named. */
function isByName(
  { departmentId, priority }: Reassigned,
  dueDates: DueDates,
  { found: { was }, context }: Trial,
): boolean {
  return was.departmentId === departmentId || isTemplateNamed(dueDates, priority, context.facts)
}

/** The date that was named with it; one that was named before and went along with another policy's is none. */
function findNamedDate(
  { dueDates, resolutionDueAt }: Reassigned,
  { found: { was }, context }: Trial,
): string | null {
  if (dueDates === null) return resolutionDueAt
  if (dueDates.isDueDateNamed !== true) return null
  const kept = was.sla.isDueDateNamed ? keepNamedDate(was, context).resolutionDueAt : null
  return kept === dueDates.resolutionDueAt ? null : dueDates.resolutionDueAt
}
