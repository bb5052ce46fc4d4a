import { type BusinessTime, findBusinessTime } from '../../sla/business-time.js'
import { notePause, readTerms, shiftDates, startOfWork } from '../../sla/clocks.js'
import type { MatrixTimings } from '../../sla/escalation.js'
import { findPause } from '../../sla/halts.js'
import { type DueDates, listWarnings, TEMPLATE_WARN_AT } from '../../sla/policies.js'
import type { Escalation, Warning } from '../../sla/sla.js'
import type { DecisionContext } from '../facts.js'
import { endPauses } from '../invariants.js'
import { type Notification, notifyModerators } from '../outcome/notifications.js'
import type { TicketState } from '../state.js'
import type { CommandDefinition, Dated } from './command.js'
import * as assignment from './lib/assignment.js'
import { changesPolicy } from './lib/choose-anew.js'
import { refuseInstant } from './lib/instants.js'
import { leave, listParticipants, moveTo } from './lib/participants.js'
import { type Undoable, undoUntil } from './lib/undo-window.js'

export interface Reassigned extends Omit<assignment.Assigned, 'dueDates'>, Undoable {
  /** null where the dates stay, but for the shift by a pause that ends with this. */
  dueDates: DueDates | null
  /** A date that was named without a template: the other one stays. */
  resolutionDueAt: string | null
  /** When that one warns. */
  resolutionWarnings?: Warning[]
}

export const reassign: CommandDefinition<assignment.AssignmentPayload, Reassigned> = {
  rule: {
    who: ['moderator'],
    from: ['assigned', 'in_progress', 'postponed', 'reopened', 'awaiting_approval'],
    to: ['assigned'],
    undoable: true,
    about: 'Give it to somebody else, perhaps of another department; due dates stay',
    does: 'reassigns tickets',
    done: 'reassigned',
  },
  requires: 'reason',
  locksRelatives: true,
  needs: ['policies'],
  guard: (_state, { payload: { dueAt } }, { at }) => refuseInstant('dueAt', dueAt, at),
  factGuard: ({ departmentId }, { payload }, { facts }) =>
    assignment.refuseAssignee(facts, payload.departmentId ?? departmentId, payload.assigneeId),
  decide: (state, { payload }, context) => {
    const dueDates = decideNewDates(state, payload, context)
    const to = assignment.decideAssignee(state, payload, context)
    return {
      ...to,
      acknowledgeBy: to.assigneeId === state.assigneeId ? null : to.acknowledgeBy,
      priority: state.priority,
      dueDates,
      ...(dueDates === null ? decideNamedDate(state, payload, context) : { resolutionDueAt: null }),
      undoUntil: undoUntil(context),
    }
  },
  evolve: reassignTo,
  recipients: notifyReassigned,
  broadcasts: assignment.broadcastAssignment,
  example: () => ({ payload: {}, textsGiven: ['reason'] }),
}

/**
 * Clocks start with the first assignment of a version, and anew with a template that is named; another department is
 * served by another policy, where there are any.
 */
export function decideNewDates(
  state: TicketState,
  payload: assignment.AssignmentPayload,
  context: assignment.DatingContext,
): DueDates | null {
  const { at, facts } = context
  const { departmentId, slaTemplateId } = payload
  const isMoved = departmentId !== undefined && departmentId !== state.departmentId
  const subject = isMoved ? { ...state, ...moveTo(state, departmentId) } : state
  const isDue = state.assignedAt === null || slaTemplateId !== undefined
  if (!isDue && !(isMoved && changesPolicy(state, subject, facts))) return null
  const findStart = (time: BusinessTime) => startOfWork(endPause(state, at), at, time)
  const { isDueDateNamed, resolutionDueAt } = keepNamedDate(state, context)
  const named = !isDue && isDueDateNamed ? { dueAt: resolutionDueAt, ...payload } : payload
  const wanted = { ...named, ...assignment.findWaiting(state, context) }
  return assignment.decideDueDates(wanted, subject, findStart, facts)
}

/** A named date is later by the pause that ends with this. */
export function keepNamedDate(state: TicketState, { at, facts }: assignment.DatingContext) {
  const { sla } = state
  const pause = findPause(state, GIVEN, at)
  if (pause === undefined) return sla
  return { ...sla, ...shiftDates(sla, pause, findBusinessTime(facts.calendars, sla.calendar)) }
}

/** The other date stays, and so does what it counts by. */
function decideNamedDate(
  state: TicketState,
  { dueAt }: assignment.AssignmentPayload,
  { at, facts }: DecisionContext,
): Pick<Reassigned, 'resolutionDueAt' | 'resolutionWarnings'> {
  if (dueAt === undefined) return { resolutionDueAt: null }
  const { calendar, percents = TEMPLATE_WARN_AT } = state.sla
  const time = findBusinessTime(facts.calendars, calendar)
  const from = startOfWork(endPause(state, at), at, time)
  const resolutionWarnings = listWarnings(dueAt, percents, { from, time })
  return { resolutionDueAt: dueAt, resolutionWarnings }
}

/** Where it is after this. */
const GIVEN = { status: 'assigned', deletedAt: null } as const

/** It ends with this. */
export function endPause(state: TicketState, at: string): TicketState {
  const pause = findPause(state, GIVEN, at)
  return pause === undefined ? state : { ...state, sla: notePause(state.sla, pause) }
}

/** A pause ends before new dates count. Whom it is given to again has lost and missed nothing. */
export function reassignTo(
  state: TicketState,
  event: Dated<Omit<Reassigned, 'undoUntil'>>,
): TicketState {
  const { assigneeId, resolutionDueAt } = event
  const awake = endPauses({ ...state, status: 'assigned', assigneeId }, event)
  const dueDates = resolutionDueAt === null ? event.dueDates : replaceResolution(awake, event)
  if (assigneeId !== state.assigneeId) {
    return assignment.assignTo(dismiss(awake, state.assigneeId), { ...event, dueDates })
  }
  const again = assignment.giveTo(awake, { ...event, dueDates })
  const people = [assigneeId, ...again.teamMembers]
  const acknowledgements = state.acknowledgements.filter(({ userId }) => people.includes(userId))
  return { ...again, acknowledgements }
}

function replaceResolution(
  { sla }: TicketState,
  {
    resolutionDueAt,
    resolutionWarnings = [],
  }: Pick<Reassigned, 'resolutionDueAt' | 'resolutionWarnings'>,
): DueDates {
  const { policyId, firstResponseDueAt, warnings, warnAt, escalation } = sla
  const [first] = resolutionWarnings
  return {
    ...readTerms(sla),
    ...{ policyId, firstResponseDueAt, resolutionDueAt, isDueDateNamed: true },
    ...(escalation && { matrix: nameMatrix(escalation) }),
    ...(warnings && { warnings: { ...warnings, resolution: resolutionWarnings } }),
    ...(warnAt && { warnAt: { ...warnAt, resolution: first?.at ?? null } }),
  }
}

function nameMatrix({ matrixId, version, levels }: Escalation): MatrixTimings {
  return { matrixId, version, levels }
}

/** The old people lose access before the new one gains it. */
function dismiss(state: TicketState, assigneeId: string | null): TicketState {
  const gone = [assigneeId, ...state.teamMembers]
  return {
    ...state,
    teamMembers: [],
    participants: leave(state.participants, gone),
  }
}

/** All who were or are in the chat; whoever gets the ticket is notified of that instead. */
export function notifyReassigned(
  after: TicketState,
  _event: unknown,
  before: TicketState,
): Notification[] {
  const [from, to] = [before.assigneeId, after.assigneeId]
  const all = [...listParticipants(after, before), from]
  if (from === to || to === null) return [notifyModerators('ticket_reassigned', ...all)]
  const others = notifyModerators('ticket_reassigned', ...all.filter((id) => id !== to))
  return [{ ...others, except: [to] }, ...assignment.notifyAssignee(after)]
}
