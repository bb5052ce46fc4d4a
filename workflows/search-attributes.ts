import {
  defineSearchAttributeKey,
  type SearchAttributePair,
  SearchAttributeType,
} from '@temporalio/common'
import type { TicketState } from '../src/domain/ticket/state.js'

export const ORGANIZATION = defineSearchAttributeKey('Organization', SearchAttributeType.KEYWORD)
export const TICKET_NUMBER = defineSearchAttributeKey('TicketNumber', SearchAttributeType.KEYWORD)
export const TICKET_STATUS = defineSearchAttributeKey('TicketStatus', SearchAttributeType.KEYWORD)
export const DEPARTMENT = defineSearchAttributeKey('Department', SearchAttributeType.KEYWORD)
export const PRIORITY = defineSearchAttributeKey('Priority', SearchAttributeType.KEYWORD)
export const ASSIGNEE = defineSearchAttributeKey('Assignee', SearchAttributeType.KEYWORD)
export const DUE_AT = defineSearchAttributeKey('DueAt', SearchAttributeType.DATETIME)
export const TICKET_VERSION = defineSearchAttributeKey('TicketVersion', SearchAttributeType.INT)

/** All that operators can search by; registered when a worker starts. */
export const SEARCH_ATTRIBUTES = [
  ORGANIZATION,
  TICKET_NUMBER,
  TICKET_STATUS,
  DEPARTMENT,
  PRIORITY,
  ASSIGNEE,
  DUE_AT,
  TICKET_VERSION,
]

/** Ids and unions only: search attributes are never encrypted. */
export function searchAttributesOf(state: TicketState): SearchAttributePair[] {
  const due = state.sla.resolutionDueAt
  return [
    { key: TICKET_STATUS, value: state.status },
    { key: PRIORITY, value: state.priority },
    { key: TICKET_VERSION, value: state.version },
    ...(state.departmentId === null ? [] : [{ key: DEPARTMENT, value: state.departmentId }]),
    ...(state.assigneeId === null ? [] : [{ key: ASSIGNEE, value: state.assigneeId }]),
    ...(due === null ? [] : [{ key: DUE_AT, value: new Date(due) }]),
  ]
}
