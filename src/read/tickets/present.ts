import type { TicketView } from '../../contracts/tickets.js'
import type { TicketRecord } from '../../database/rows.js'
import type { Person } from '../../domain/people.js'
import { allowedCommands } from '../../domain/ticket/decider.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { isTerminal } from '../../domain/ticket/status.js'

function secondsBetween(from: string, to: string | null): number | null {
  return to === null ? null : Math.floor((Date.parse(to) - Date.parse(from)) / 1000)
}

/** The ticket as the API shows it to this person at this instant, in the contract's order. */
export function presentTicket(record: TicketRecord, viewer: Person, at: string): TicketView {
  const { state, texts } = record
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
    categoryId: state.categoryId,
    groupId: state.groupId,
    requesterId: state.requesterId,
    customerId: record.customerId,
    createdById: state.createdById,
    assigneeId: state.assigneeId,
    channel: record.channel as TicketView['channel'], // the column has only what was validated
    source: record.source,
    tags: state.tags,
    customFields: record.customFields,
    flags: state.flags,
    ...presentProgress(state, texts),
    attachments: record.attachments as TicketView['attachments'], // selected in the contract's own members
    sla: presentSla(state),
    ...presentTimes(state),
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    allowedCommands: allowedCommands(state, { kind: 'user', id: viewer.id }, viewer, at),
  }
}

function presentProgress(state: TicketState, texts: TicketRecord['texts']) {
  return {
    progressPercent: state.progressPercent,
    progressNotes: texts.progressNotes ?? null,
    acknowledgements: state.acknowledgements,
    teamMembers: state.teamMembers,
    requiresApproval: state.approval !== null,
    approvalId: state.approval?.id ?? null,
    postponed: presentPostponement(state, texts),
    clarification: presentClarification(state, texts),
    rejection:
      state.status === 'rejected'
        ? { reason: texts.rejectionReason ?? null, duplicateOf: state.duplicateOf }
        : null,
    completionNotes: texts.completionNotes ?? null,
    reworkCount: state.reworkCount,
    reopenCount: state.reopenCount,
    satisfactionScore: state.satisfactionScore,
  }
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
    assignedAt: state.assignedAt,
    startedAt: state.startedAt,
    completedAt: state.completedAt,
    resolvedAt: state.resolvedAt,
    closedAt: state.closedAt,
    autoVerifyAt: state.deadlines.auto_verify?.at ?? null,
    autoCloseAt: state.deadlines.auto_close?.at ?? null,
    expiresAt: state.deadlines.draft_expiry?.at ?? null,
    deletedAt: state.deletedAt,
    timeToFirstResponse: secondsBetween(state.createdAt, state.sla.firstResponseAt),
    timeToResolution: secondsBetween(state.createdAt, findResolution(state)),
  }
}

function findResolution(state: TicketState): string | null {
  return state.resolvedAt ?? (isTerminal(state.status) ? state.closedAt : null)
}
