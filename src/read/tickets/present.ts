import type { TicketView } from '../../contracts/tickets.js'
import { namePerson, type PeopleNames } from '../../database/names.js'
import type { TicketRecord } from '../../database/rows.js'
import type { Person } from '../../domain/people.js'
import { allowedCommands } from '../../domain/ticket/decider.js'
import { shownPercent } from '../../domain/ticket/percent.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { isTerminal } from '../../domain/ticket/status.js'
import { presentTeam } from './team-members.js'

function secondsBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null
    ? null
    : Math.floor((Date.parse(to) - Date.parse(from)) / 1000)
}

/** The ticket as the API shows it to this person at this instant, in the contract's order. */
export function presentTicket(record: TicketRecord, viewer: Person, at: string): TicketView {
  const { state, names } = record
  const allowed = allowedCommands(state, { kind: 'user', id: viewer.id }, viewer, at)
  return {
    id: state.id,
    number: state.number,
    type: state.type,
    parentId: state.parentId,
    version: state.version,
    revision: state.revision,
    title: record.title,
    description: record.description,
    status: state.status,
    priority: state.priority,
    departmentId: state.departmentId,
    department: names.department,
    categoryId: state.categoryId,
    category: names.category,
    groupId: state.groupId,
    ...presentPeople(state, names.people),
    customerId: record.customerId,
    channel: record.channel as TicketView['channel'], // the column has only what was validated
    source: record.source,
    tags: state.tags,
    customFields: record.customFields,
    flags: state.flags,
    ...NEVER_SET,
    ...presentProgress(record),
    attachments: record.attachments as TicketView['attachments'], // selected in the contract's own members
    sla: presentSla(state),
    ...presentTimes(state),
    undoUntil: findUndoLimit(state, allowed),
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    allowedCommands: allowed,
  }
}

/** Nothing that would set these is there: routing, legal holds, other systems. */
const NEVER_SET = { autoAssign: true, legalHold: false, external: null }

function presentPeople({ requesterId, createdById, assigneeId }: TicketState, people: PeopleNames) {
  return {
    requesterId,
    requester: namePerson(people, requesterId),
    createdById,
    createdBy: namePerson(people, createdById),
    assigneeId,
    assignee: assigneeId === null ? null : namePerson(people, assigneeId),
  }
}

/** Only for those who may still take the action back: to others it is no promise. */
function findUndoLimit({ undo }: TicketState, allowed: readonly string[]): string | null {
  return undo?.kind === 'open' && allowed.includes('undo') ? undo.until : null
}

function presentProgress(record: TicketRecord) {
  const { state, texts, names } = record
  return {
    progressPercent: shownPercent(state),
    progressNotes: texts.progressNotes ?? null,
    acknowledgements: state.acknowledgements.map(({ userId, at }) => ({
      userId,
      name: namePerson(names.people, userId).name,
      at,
    })),
    teamMembers: presentTeam(record),
    requiresApproval: state.approval !== null,
    approvalId: state.approval?.id ?? null,
    postponed: presentPostponement(state, texts),
    clarification: presentClarification(state, texts),
    rejection: presentRejection(state, texts),
    completionNotes: texts.completionNotes ?? null,
    reworkCount: state.reworkCount,
    reopenCount: state.reopenCount,
    satisfactionScore: state.satisfactionScore,
  }
}

function presentRejection({ status, duplicateOf }: TicketState, texts: TicketRecord['texts']) {
  if (status !== 'rejected') return null
  const reason = texts.rejectionReason ?? null
  return duplicateOf === null ? { reason } : { reason, duplicateOf }
}

function presentPostponement({ postponed }: TicketState, texts: TicketRecord['texts']) {
  if (postponed === null) return null
  const { reminderEvery, resumeAt, at } = postponed
  return { reason: texts.postponeReason ?? '', reminderEvery, resumeAt, at }
}

function presentSla({ sla }: TicketState): TicketView['sla'] {
  const { policyId, firstResponseDueAt, firstResponseAt, resolutionDueAt, paused, breached } = sla
  return { policyId, firstResponseDueAt, firstResponseAt, resolutionDueAt, paused, breached }
}

function presentClarification({ clarification }: TicketState, texts: TicketRecord['texts']) {
  if (clarification === null) return null
  const question = texts.clarificationQuestion ?? ''
  const { at, answered } = clarification
  return answered ? { question, at, answer: texts.clarificationAnswer ?? '' } : { question, at }
}

function presentTimes(state: TicketState) {
  return {
    submittedAt: state.submittedAt,
    assignedAt: state.assignedAt,
    startedAt: state.startedAt,
    completedAt: state.completedAt,
    resolvedAt: state.resolvedAt,
    closedAt: state.closedAt,
    autoVerifyAt: state.deadlines.auto_verify?.at ?? null,
    autoCloseAt: state.deadlines.auto_close?.at ?? null,
    expiresAt: state.deadlines.draft_expiry?.at ?? null,
    deletedAt: state.deletedAt,
    timeToFirstResponse: secondsBetween(state.versionBeganAt, state.sla.firstResponseAt),
    timeToResolution: secondsBetween(state.versionBeganAt, findResolution(state)),
  }
}

function findResolution(state: TicketState): string | null {
  return state.resolvedAt ?? (isTerminal(state.status) ? state.closedAt : null)
}
