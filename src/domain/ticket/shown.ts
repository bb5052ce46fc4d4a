import type { Sla } from '../sla/sla.js'
import { shownPercent } from './percent.js'
import type { TicketState } from './state.js'

/**
 * What commands change of a ticket and its readers are shown, in the API's own members: history compares these, so
 * that it tells nothing of how a state is kept. Texts and names stand elsewhere.
 */
export function showMembers(state: TicketState) {
  return {
    version: state.version,
    status: state.status,
    priority: state.priority,
    departmentId: state.departmentId,
    categoryId: state.categoryId,
    groupId: state.groupId,
    requesterId: state.requesterId,
    assigneeId: state.assigneeId,
    tags: state.tags,
    flags: state.flags,
    progressPercent: shownPercent(state),
    acknowledgements: state.acknowledgements,
    autoAssign: state.autoAssign ?? true,
    teamMembers: state.teamMembers,
    requiresApproval: state.approval !== null,
    approvalId: state.approval?.id ?? null,
    postponed: showPostponement(state),
    rejection: showRejection(state),
    reworkCount: state.reworkCount,
    reopenCount: state.reopenCount,
    satisfactionScore: state.satisfactionScore,
    sla: showSla(state),
    ...showTimes(state),
  }
}

function showPostponement({ postponed }: TicketState) {
  if (postponed === null) return null
  const { reminderEvery, resumeAt, at } = postponed
  return { reminderEvery, resumeAt, at }
}

function showRejection({ status, duplicateOf }: TicketState) {
  if (status !== 'rejected') return null
  return duplicateOf === null ? {} : { duplicateOf }
}

function showSla({ sla }: TicketState) {
  const { firstResponseDueAt, firstResponseAt, resolutionDueAt, paused, breached } = sla
  const dates = { firstResponseDueAt, firstResponseAt, resolutionDueAt, paused, breached }
  return { ...showPromise(sla), ...dates }
}

/** What has given the dates: a policy or a template. */
function showPromise({ policyId, policyVersion }: Sla) {
  return policyVersion === undefined
    ? { policyId: null, templateId: policyId }
    : { policyId, templateId: null }
}

function showTimes(state: TicketState) {
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
  }
}
