import { required } from '../../../assert.js'
import type { Refusal } from '../../../errors.js'
import { isAssignable } from '../../../people.js'
import { completeSettings } from '../../../settings.js'
import { type BusinessTime, findBusinessTime } from '../../../sla/business-time.js'
import { choosePromise, type Policies, type Subject } from '../../../sla/choose-policy.js'
import { applyDueDates } from '../../../sla/clocks.js'
import { computeDueDates, type DueDates, nameDueDate } from '../../../sla/policies.js'
import { after } from '../../../time.js'
import { foreignCategory } from '../../content-refusals.js'
import { arm } from '../../deadlines.js'
import type { DecisionContext, Facts } from '../../facts.js'
import type { Broadcast } from '../../outcome/broadcast.js'
import { type Notification, notifyUsers } from '../../outcome/notifications.js'
import { noAssignee, noDepartment, notAssignable } from '../../refusals.js'
import type { TicketState } from '../../state.js'
import type { Priority } from '../../status.js'
import { letIn, moveTo } from './participants.js'

/** What a moderator may say of whom a ticket goes to; what is left out follows from the ticket. */
export interface AssignmentPayload {
  departmentId?: string
  assigneeId?: string
  slaTemplateId?: string
  dueAt?: string
}

export interface Assigned {
  departmentId: string
  assigneeId: string
  priority: Priority
  dueDates: DueDates
  acknowledgeBy: string | null
}

/** The person named, by default the department's head. */
export function chooseAssignee(
  facts: Pick<Facts, 'departments'>,
  departmentId: string,
  named: string | undefined,
): string | null {
  return named ?? facts.departments[departmentId]?.headId ?? null
}

/** A named department is known by now; the ticket's own may be gone. */
export function refuseDepartment(
  { departments }: Facts,
  departmentId: string | null,
): Refusal | undefined {
  const isKnown = departmentId !== null && departments[departmentId] !== undefined
  return isKnown ? undefined : noDepartment()
}

/** A category and its group are of one department; what is not known is refused elsewhere. */
export function refuseForeignCategory(
  { categories }: Facts,
  departmentId: string | null,
  categoryId: string | null | undefined,
): Refusal | undefined {
  const category = categories[categoryId ?? '']
  return category === undefined || category.departmentId === departmentId
    ? undefined
    : foreignCategory()
}

export function refuseAssignee(
  facts: Pick<Facts, 'departments' | 'people'>,
  departmentId: string | null,
  named: string | undefined,
): Refusal | undefined {
  if (departmentId === null || facts.departments[departmentId] === undefined) return noDepartment()
  const assigneeId = chooseAssignee(facts, departmentId, named)
  if (assigneeId === null) return noAssignee()
  const person = facts.people[assigneeId]
  return person !== undefined && isAssignable(person, departmentId)
    ? undefined
    : notAssignable(assigneeId)
}

/** Who gets the ticket and until when it must be acknowledged; the guards have let both through. */
export function decideAssignee(
  state: TicketState,
  { departmentId: named, assigneeId }: AssignmentPayload,
  context: DecisionContext,
): { departmentId: string; assigneeId: string; acknowledgeBy: string | null } {
  const departmentId = required(named ?? state.departmentId, 'department')
  return {
    departmentId,
    assigneeId: required(chooseAssignee(context.facts, departmentId, assigneeId), 'assignee'),
    acknowledgeBy: acknowledgeBy(context),
  }
}

/** As much of a decision as dates follow from. */
export interface DatingContext {
  at: string
  facts: Policies & Pick<Facts, 'calendars' | 'waitingSince'>
}

interface Wanted {
  slaTemplateId?: string
  dueAt?: string | null
  waitingSince?: string
}

/**
 * Since when the requester waits for an answer that nobody has promised so far: at the earliest since the first assignment.
 * A clarifying question has answered what was said before it.
 */
export function findWaiting(
  { assignedAt, clarification, sla }: TicketState,
  { at, facts: { waitingSince } }: DatingContext,
): Pick<Wanted, 'waitingSince'> {
  if (waitingSince === undefined || sla.nextResponseWithin !== undefined) return {}
  if (clarification !== null && clarification.at >= waitingSince) return {}
  const start = assignedAt ?? at
  return { waitingSince: waitingSince > start ? waitingSince : start }
}

/** Those of what is promised for such a ticket, or of the template that is named; a named date overrides its own. */
export function decideDueDates(
  { slaTemplateId, dueAt, waitingSince }: Wanted,
  subject: Subject,
  findStart: (time: BusinessTime) => string,
  facts: DatingContext['facts'],
): DueDates {
  const promise = choosePromise(facts, subject, slaTemplateId)
  const time = findBusinessTime(facts.calendars, promise?.calendar)
  const start = { from: findStart(time), time }
  const isTemplateNamed = promise !== undefined && promise.id === slaTemplateId
  const isWaiting = waitingSince !== undefined && promise?.nextResponse !== undefined
  const dates = {
    ...computeDueDates(promise, start),
    ...(isWaiting ? { waitingSince } : {}),
    ...(isTemplateNamed ? { isTemplateNamed } : {}),
  }
  return dueAt === undefined ? dates : nameDueDate(dates, dueAt, start)
}

export function acknowledgeBy({ at, facts }: DecisionContext): string | null {
  const within = completeSettings(facts.settings).acknowledgeWithin
  return within === null ? null : after(at, within)
}

type AssignedTo = Omit<Assigned, 'dueDates'> & { dueDates: DueDates | null; at: string }

/** As if nobody had seen it yet. Due dates that are null stay as they were. */
export function assignTo(state: TicketState, event: AssignedTo): TicketState {
  return {
    ...giveTo(state, event),
    acknowledgements: [],
    deadlines: arm(state.deadlines, 'acknowledge', event.acknowledgeBy, state.seq),
  }
}

/** The team of a department that loses it goes; whoever gets it is let in, and is no team member any more. */
export function giveTo(before: TicketState, event: AssignedTo): TicketState {
  const state = { ...before, ...moveTo(before, event.departmentId) }
  return {
    ...state,
    ...letIn(state, event.assigneeId, 'assignee', event.at),
    status: 'assigned',
    assigneeId: event.assigneeId,
    priority: event.priority,
    teamMembers: state.teamMembers.filter((userId) => userId !== event.assigneeId),
    assignedAt: state.assignedAt ?? event.at,
    sla: event.dueDates === null ? state.sla : applyDueDates(state.sla, event.dueDates),
  }
}

export function notifyAssignee({ assigneeId }: TicketState): Notification[] {
  return [notifyUsers('ticket_assigned', assigneeId)]
}

export function broadcastAssignment({ id, number, assigneeId }: TicketState): Broadcast[] {
  const rooms = [`ticket:${id}`, `user:${assigneeId}`]
  return [{ type: 'ticket:assigned', rooms, data: { id, number, assigneeId } }]
}
