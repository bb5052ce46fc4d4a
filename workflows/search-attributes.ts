import {
  defineSearchAttributeKey,
  SearchAttributeType,
  type SearchAttributeUpdatePair,
} from '@temporalio/common'
import type { Shown } from '../src/domain/ticket/position.js'

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

/** Ids and unions only, as search attributes are never encrypted; a value that went is unset. */
export function listSearchAttributes(shown: Shown): SearchAttributeUpdatePair[] {
  const { status, priority, version, departmentId, assigneeId, dueAt } = shown
  return [
    { key: TICKET_STATUS, value: status },
    { key: PRIORITY, value: priority },
    { key: TICKET_VERSION, value: version },
    { key: DEPARTMENT, value: departmentId },
    { key: ASSIGNEE, value: assigneeId },
    { key: DUE_AT, value: dueAt === null ? null : new Date(dueAt) },
  ]
}
