import { decideDueDates, findWaiting } from '../../ticket/commands/lib/assignment.js'
import { decideAnew } from '../../ticket/commands/lib/choose-anew.js'
import { moveTo } from '../../ticket/commands/lib/participants.js'
import type { TicketEvent } from '../../ticket/events.js'
import type { TicketState } from '../../ticket/state.js'
import { choosePromise, type Subject } from '../choose-policy.js'
import type { DueDates } from '../policies.js'
import type { Served } from '../policy-fields.js'
import { keepUnnamed } from './keep-dates.js'
import type { RecordedEvent } from './recorded-ticket.js'
import { redateMove } from './redate-move.js'
import { redateReassignment } from './redate-reassignment.js'
import { bring, type Found, isTemplateNamed, type Trial, type Under } from './under.js'

/**
 * The same event with the dates that it would have brought; itself where these are its own. What the policy that is tried has
 * no part in, before or after, stays as the record has it, whatever other policies have become since.
 */
export function redate(
  event: RecordedEvent,
  found: Found,
  { policyId: tried, facts }: Under,
  served: Served,
): RecordedEvent {
  const said = 'dueDates' in event ? event.dueDates?.waitingSince : undefined
  const waiting = said === undefined ? {} : { waitingSince: said }
  const trial = {
    ...{ found, tried },
    context: { at: event.at, facts: { ...facts, ...waiting, served } },
  }
  switch (event.type) {
    case 'assign':
    case 'claim':
    case 'create_sub_ticket':
      return bring(event, redateFirst(event, trial))
    case 'reopen':
      return bring(event, redateVersion(event, trial))
    case 'change_priority':
      return bring(event, redatePriority(event, trial))
    case 'set_category':
    case 'set_department':
      return redateMove(event, trial)
    case 'reassign': {
      const { dueDates } = event
      return found.was.assignedAt === null && dueDates !== null
        ? bring(event, redateFirst({ ...event, dueDates }, trial))
        : redateReassignment(event, trial)
    }
    default:
      return event
  }
}

type Assignment = Pick<TicketEvent<'claim'>, 'at' | 'priority' | 'departmentId' | 'dueDates'>

/** The clocks of a version begin. */
function redateFirst({ at, priority, departmentId, dueDates }: Assignment, trial: Trial): DueDates {
  const { found, context } = trial
  const subject = { ...found.would, ...moveTo(found.would, departmentId), priority }
  if (isTemplateNamed(dueDates, priority, context.facts)) return dueDates
  return begin(subject, at, dueDates, trial)
}

/** A template goes on with the next version; what a policy has given is chosen anew. */
function redateVersion({ at, dueDates }: TicketEvent<'reopen'>, trial: Trial): DueDates {
  const { would } = trial.found
  const { policyId, policyVersion } = would.sla
  const template = policyVersion === undefined ? policyId : null
  if (template !== null && template === dueDates.policyId) return dueDates
  return begin(would, at, dueDates, trial, template ?? undefined)
}

function begin(
  subject: TicketState | Subject,
  at: string,
  recorded: DueDates,
  { found: { was, would }, context, tried }: Trial,
  slaTemplateId?: string,
): DueDates {
  const promise = choosePromise(context.facts, subject, slaTemplateId)
  const part = [was.sla.policyId, would.sla.policyId, promise?.id, recorded.policyId]
  if (!part.includes(tried)) return recorded
  const named = {
    ...(slaTemplateId === undefined ? {} : { slaTemplateId }),
    ...(recorded.isDueDateNamed === true ? { dueAt: recorded.resolutionDueAt } : {}),
    ...findWaiting(would, context),
  }
  return decideDueDates(named, subject, () => at, context.facts)
}

/** A person's change of it chooses anew, from the same start; the system's moves no date. */
function redatePriority(
  { priority, dueDates }: TicketEvent<'change_priority'>,
  { found, context, tried }: Trial,
): DueDates | null {
  if (dueDates === null) return null
  const { would } = found
  const subject = { ...would, priority }
  const promise = choosePromise(context.facts, subject)
  const part = [promise?.id, dueDates.policyId]
  if (part.includes(tried)) return decideAnew(would, subject, context)
  return keepUnnamed(dueDates, found, context)
}
