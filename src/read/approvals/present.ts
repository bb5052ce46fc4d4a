import type { ApprovalView } from '../../contracts/approvals.js'
import { iso } from '../../database/rows.js'
import type { Approval } from '../../domain/approval/approval.js'
import type { ApprovalStep } from '../../domain/approval/step.js'
import { commentKey } from '../../domain/ticket/outcome/index.js'

export interface ApprovalRow {
  id: string
  ticket_id: string
  status: Approval['status']
  reason: string
  amount_minor: string | null
  currency: string | null
  steps: ApprovalStep[]
  requested_by_id: string
  at: Date
  texts: Record<string, string>
}

export const APPROVAL_COLUMNS = `p.id, p.ticket_id, p.status, p.reason, p.amount_minor, p.currency, p.steps, p.requested_by_id,
  p.at, t.texts`
export const APPROVALS = `FROM approval p JOIN ticket t ON t.organization_id = p.organization_id AND t.id = p.ticket_id
  WHERE p.organization_id = $1`

export function presentApproval(row: ApprovalRow): ApprovalView {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    status: row.status,
    reason: row.reason,
    ...(row.amount_minor === null ? {} : { amount: Number(row.amount_minor) }),
    ...(row.currency === null ? {} : { currency: row.currency }),
    steps: row.steps.map((step) => presentStep(row, step)),
    requestedBy: row.requested_by_id,
    at: iso(row.at),
  }
}

/** The last decision of a step is the one that ended it. */
function presentStep(
  { id, texts }: ApprovalRow,
  step: ApprovalStep,
): ApprovalView['steps'][number] {
  const { name, status, approvers, decisions } = step
  const last = decisions.at(-1)
  const comment = last === undefined ? undefined : texts[commentKey(id, last.by)]
  return {
    name,
    status,
    approvers,
    ...(last === undefined ? {} : { decidedBy: last.by, decidedAt: last.at }),
    ...(comment === undefined ? {} : { comment }),
  }
}
