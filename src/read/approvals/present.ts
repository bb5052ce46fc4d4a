import type { ApprovalView } from '../../contracts/approvals.js'
import { namePerson, type PeopleNames, selectPeople } from '../../database/names.js'
import { iso } from '../../database/rows.js'
import type { Values } from '../../database/values.js'
import { selectTicketName } from '../../database/visibility.js'
import { mayReadApproval } from '../../domain/access/approvals.js'
import type { Approval } from '../../domain/approval/approval.js'
import type { ApprovalStep, StepDecision } from '../../domain/approval/step.js'
import type { Person } from '../../domain/people.js'
import { commentKey } from '../../domain/ticket/outcome/index.js'

export interface ApprovalRow {
  id: string
  ticket_id: string
  ticket: ApprovalView['ticket']
  status: Approval['status']
  reason: string
  amount_minor: string | null
  currency: string | null
  steps: ApprovalStep[]
  decider_ids: string[]
  requested_by_id: string
  at: Date
  texts: Record<string, string>
  names: PeopleNames
}

const NAMED = `p.requested_by_id || p.decider_ids || ARRAY(
    SELECT (id #>> '{}')::uuid FROM (
      SELECT jsonb_path_query(p.steps, '$[*].approvers[*]')
      UNION SELECT jsonb_path_query(p.steps, '$[*].delegates[*].userId')) named (id))`

/** $1 is the organization. */
export const selectApprovals = (
  viewer: Person,
  values: Values,
) => `p.id, p.ticket_id, ${selectTicketName(viewer, values)} AS ticket, p.status, p.reason, p.amount_minor, p.currency,
  p.steps, p.decider_ids, p.requested_by_id, p.at, t.texts, ${selectPeople(NAMED)} AS names`
export const APPROVAL_TICKET =
  'JOIN ticket t ON t.organization_id = p.organization_id AND t.id = p.ticket_id'
export const APPROVALS = `FROM approval p ${APPROVAL_TICKET} WHERE p.organization_id = $1`

/** The approval as this person may know it. */
export function presentApproval(row: ApprovalRow, viewer: Person): ApprovalView {
  const { id, ticket_id: ticketId, status, requested_by_id: requestedBy, decider_ids } = row
  const isWhole = mayReadApproval(viewer, { requestedBy, deciders: decider_ids })
  return {
    id,
    ticketId,
    ticket: row.ticket,
    status,
    ...(isWhole ? presentContent(row) : {}),
    steps: row.steps.map((step, place) => ({
      name: step.name,
      status: step.status,
      mode: step.mode,
      ...(isWhole ? presentAsked(row, step) : NOBODY_ASKED),
      decisions: step.decisions.map((one) => ({
        ...presentDecision(row, one),
        ...(isWhole ? presentSeat(row, place, one) : {}),
      })),
    })),
    requestedBy: namePerson(row.names, requestedBy),
    at: iso(row.at),
  }
}

function presentContent({ reason, amount_minor: amount, currency }: ApprovalRow) {
  return {
    reason,
    ...(amount === null ? {} : { amount: Number(amount) }),
    ...(currency === null ? {} : { currency }),
  }
}

const NOBODY_ASKED = { approvers: [], delegates: [], escalatedTo: [] }

function presentAsked({ names }: ApprovalRow, { approvers, delegates, escalated }: ApprovalStep) {
  const nameId = (id: string) => namePerson(names, id)
  return {
    approvers: approvers.map(nameId),
    delegates: delegates.map(({ userId, for: whom, from, to }) => ({
      ...nameId(userId),
      ...(whom === null ? {} : { for: nameId(whom) }),
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
    })),
    escalatedTo: escalated.map(nameId),
  }
}

/** As history tells it to everybody who sees the ticket. */
function presentDecision({ names }: ApprovalRow, { by, approved, at }: StepDecision) {
  const outcome = approved ? ('approved' as const) : ('rejected' as const)
  return { by: namePerson(names, by), outcome, at }
}

/** For whom they sat, and what they said. */
function presentSeat({ id, names, texts }: ApprovalRow, place: number, one: StepDecision) {
  const comment = texts[commentKey(id, place, one.by)]
  return {
    ...(one.for === one.by ? {} : { for: namePerson(names, one.for) }),
    ...(comment === undefined ? {} : { comment }),
  }
}
