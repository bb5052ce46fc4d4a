/** Of nobody, and of nothing. */
export const NOBODY = '01900000-0000-7000-8000-000000000000'

export interface Row {
  /** Who may give the command at all. */
  who: string
  /** Who sees the ticket and may not; left out where the role is asked, or everybody may. */
  bystander?: string
  /** Valid in form; it names what is not there, wherever it can name anything. */
  body?: object
  /** What the unknown thing is refused as; null where nothing is named. */
  unknown: string | null
  /** What is left of it on a ticket that was withdrawn. */
  last: string
  /** The code of a caller without the relation. */
  forbidden?: string
}

const MODERATOR: Row = { who: 'moderator', unknown: null, last: 'invalid_transition' }
const ASSIGNEE: Row = { ...MODERATOR, who: 'finance.head', bystander: 'requester' }
const REQUESTER: Row = { ...MODERATOR, who: 'requester', bystander: 'finance.head' }
export const reason = { reason: 'x' }
const files = { attachments: [NOBODY] }

/** Every command's route, on a withdrawn finance ticket that has an assignee. */
export const ROWS: Record<string, Row> = {
  '/moderator/tickets/{id}/approve': {
    ...MODERATOR,
    body: { departmentId: NOBODY },
    unknown: 'department_not_found',
  },
  '/moderator/tickets/{id}/clarify': { ...MODERATOR, body: { question: 'x' } },
  '/moderator/tickets/{id}/reject': {
    ...MODERATOR,
    body: { duplicateOf: NOBODY },
    unknown: 'ticket_not_found',
  },
  '/moderator/tickets/{id}/assign': {
    ...MODERATOR,
    body: { assigneeId: NOBODY },
    unknown: 'user_not_found',
  },
  '/moderator/tickets/{id}/reassign': {
    ...MODERATOR,
    body: { ...reason, slaTemplateId: NOBODY },
    unknown: 'sla_template_not_found',
  },
  '/moderator/tickets/{id}/close': { ...MODERATOR, body: reason },
  '/moderator/tickets/{id}/postpone': { ...MODERATOR, body: reason },
  '/moderator/tickets/{id}/restart': MODERATOR,
  '/moderator/tickets/{id}/reopen': { ...MODERATOR, body: reason },
  '/moderator/tickets/{id}/undo': { ...MODERATOR, last: 'undo_superseded' },
  '/moderator/requests/{id}/grant': { ...MODERATOR, last: 'request_decided' },
  '/moderator/requests/{id}/decline': { ...MODERATOR, body: reason, last: 'request_decided' },
  '/tickets/{id}/undo': { ...MODERATOR, bystander: 'requester', last: 'undo_superseded' },
  '/tickets/{id}/split': {
    ...MODERATOR,
    bystander: 'requester',
    body: { subTickets: [{ title: 'x', departmentId: NOBODY }] },
    unknown: 'department_not_found',
  },
  '/tickets/{id}/participants/add': {
    ...MODERATOR,
    bystander: 'requester',
    body: { userId: NOBODY },
    unknown: 'user_not_found',
  },
  '/tickets/{id}/participants/remove': {
    ...MODERATOR,
    bystander: 'requester',
    body: { userId: NOBODY },
    unknown: 'user_not_found',
  },
  '/tickets/{id}/team-members': {
    ...ASSIGNEE,
    body: { userIds: [NOBODY] },
    unknown: 'user_not_found',
  },
  '/tickets/{id}/team-members/{userId}': { ...ASSIGNEE, last: 'user_not_found' },
  '/tickets/{id}/claim': { ...ASSIGNEE, last: 'already_assigned' },
  '/tickets/{id}/acknowledge': ASSIGNEE,
  '/tickets/{id}/status': {
    ...ASSIGNEE,
    body: { status: 'completed', notes: 'x', ...files },
    unknown: 'attachment_not_found',
  },
  '/tickets/{id}/progress': { ...ASSIGNEE, body: files, unknown: 'attachment_not_found' },
  '/tickets/{id}/postpone-request': { ...ASSIGNEE, body: reason },
  '/subticket-requests': {
    ...ASSIGNEE,
    body: { departmentId: NOBODY, title: 'x', description: 'x' },
    unknown: 'department_not_found',
  },
  '/approvals': { ...ASSIGNEE, body: reason, forbidden: 'finance_only' },
  '/approvals/{id}/approve': {
    ...MODERATOR,
    who: 'ceo',
    bystander: 'finance.head',
    last: 'approval_not_pending',
  },
  '/approvals/{id}/reject': {
    ...MODERATOR,
    who: 'ceo',
    bystander: 'finance.head',
    last: 'approval_not_pending',
  },
  '/tickets/{id}/clarification': {
    ...REQUESTER,
    body: { answer: 'x', ...files },
    unknown: 'attachment_not_found',
  },
  '/tickets/{id}/resolve_by_requester': REQUESTER,
  '/tickets/{id}/rework': { ...REQUESTER, body: { comment: 'x' } },
  '/tickets/{id}/reopen': { ...REQUESTER, body: reason },
  '/tickets/{id}/withdraw': REQUESTER,
  '/tickets/{id}/restore': REQUESTER,
  '/tickets/{id}': { ...MODERATOR, bystander: 'requester', body: { priority: 'low' } },
}
export const DELETION: Row = { ...MODERATOR, last: 'not_deletable' }
