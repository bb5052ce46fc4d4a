import type { AttachmentStatus, Variant } from '../domain/attachment/attachment.js'
import type { Surroundings } from '../domain/ticket/facts.js'
import type { TicketState } from '../domain/ticket/state.js'
import { TERMINAL } from '../domain/ticket/status.js'
import { readShownTexts, type TextName } from '../domain/ticket/texts.js'
import {
  type PeopleNames,
  selectCategory,
  selectCustomer,
  selectDepartment,
  selectGroup,
  selectPeople,
  selectPerson,
} from './names.js'
import { sqlList } from './sql-list.js'

/** A ticket as reads see it: the domain's state and the texts that stay in PostgreSQL. */
export interface TicketRecord {
  state: TicketState
  surroundings: Surroundings
  title: string
  description: string
  /** Those that are shown. */
  texts: Partial<Record<TextName, string>>
  customFields: Record<string, string | number | boolean | null>
  /** It is held for a court. */
  isHeld: boolean
  /** What another system calls it. */
  external: ExternalTicket | null
  channel: string
  source: string | null
  attachments: AttachmentRecord[]
  names: TicketNames
}

/** What stands beside the ids of a ticket. */
export interface TicketNames {
  people: PeopleNames
  department: { id: string; name: string; code: string } | null
  category: { id: string; name: string; code: string } | null
  group: { id: string; name: string } | null
  /** Whose the requester's tickets are. */
  customer: { id: string; name: string } | null
  /** The number of the ticket that it repeats. */
  duplicateOf: string | null
}

/** A ticket as it is known to another system. */
export interface ExternalTicket {
  id: string
  status: string
  url?: string
}

/** As it is selected, in the contract's own members. */
export interface AttachmentRecord {
  id: string
  fileName: string
  size: number
  contentType: string
  status: AttachmentStatus
  reason: string | null
  progress: number | null
  variants: Variant[]
  ticketId: string | null
  messageId: string | null
  uploadedBy: { id: string; name: string }
  downloadCount: number
  createdAt: string
}

export interface TicketRow {
  state: TicketState
  surroundings: Surroundings
  title: string
  description: string
  texts: Record<string, string>
  custom_fields: TicketRecord['customFields']
  is_held: boolean
  external: ExternalTicket | null
  channel: string
  source: string | null
  attachments: AttachmentRecord[] | null
  names: TicketNames
}

export interface ListedTicketRow extends TicketRow {
  /** The description goes on. */
  is_cut: boolean
}

/** An instant as the API gives it, within JSON that PostgreSQL makes. */
export const selectInstant = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** One attachment `a` as JSON. */
export const ATTACHMENT = `jsonb_build_object('id', a.id, 'fileName', a.file_name, 'size', a.size,
    'contentType', a.content_type, 'status', a.status, 'reason', a.reason, 'progress', a.progress,
    'variants', a.variants, 'ticketId', a.ticket_id, 'messageId', a.message_id, 'uploadedBy',
    ${selectPerson('a.uploaded_by_id', 'a.organization_id')}, 'downloadCount', a.download_count,
    'createdAt', ${selectInstant('a.created_at')})`

/** Attachments that meet a condition on `a`, as a JSON list in the contract's members. */
export const selectAttachments = (condition: string) =>
  `(SELECT jsonb_agg(${ATTACHMENT} ORDER BY a.id)
   FROM attachment a WHERE ${condition} AND a.deleted_at IS NULL)`

/** The ids that a ticket names, as expressions. */
interface NamedIds {
  /** An array. */
  people: string
  department: string
  category: string
  group: string
  requester: string
  duplicateOf: string
}

export const selectTicketNames = ({
  people,
  department,
  category,
  duplicateOf,
  ...ids
}: NamedIds) =>
  `jsonb_build_object('people', ${selectPeople(people)}, 'department', ${selectDepartment(department)},
    'category', ${selectCategory(category)}, 'group', ${selectGroup(ids.group)},
    'customer', ${selectCustomer(ids.requester)}, 'duplicateOf', (
      SELECT d.number FROM ticket d WHERE d.organization_id = $1 AND d.id = ${duplicateOf}))`

const NAMES = selectTicketNames({
  people: `ARRAY[t.requester_id, t.created_by_id, t.assignee_id] || t.team_member_ids
    || ARRAY(SELECT (seen.value->>'userId')::uuid FROM jsonb_array_elements(t.state->'acknowledgements') seen)`,
  department: 't.department_id',
  category: 't.category_id',
  group: 't.group_id',
  requester: 't.requester_id',
  duplicateOf: "(t.state->>'duplicateOf')::uuid",
})

/** Of `ticket t`; settings and approvers are those of the organization `$1`, and read once a query. */
export const SURROUNDINGS = `jsonb_build_object(
    'parent', CASE WHEN t.type = 'sub_ticket' THEN (
      SELECT jsonb_build_object('number', p.number, 'status', p.status) FROM ticket p
      WHERE p.organization_id = t.organization_id AND p.id = t.parent_id) END,
    'settings', (SELECT o.settings - 'branding' FROM organization o WHERE o.id = $1),
    'approvers', CASE WHEN t.status IN ('in_progress', 'awaiting_approval')
      THEN (SELECT approver_ids($1)) ELSE '[]' END)`

const BESIDE = `${SURROUNDINGS} AS surroundings, t.title, t.texts, t.custom_fields, t.legal_hold_at IS NOT NULL AS is_held, t.external,
  t.channel, t.source, ${NAMES} AS names,
  ${selectAttachments('a.organization_id = t.organization_id AND a.ticket_id = t.id AND a.message_id IS NULL')} AS attachments`

/** What a query selects, from `ticket t`, so that `ticketFromRow` can translate it; `$1` is the organization. */
export const TICKET_COLUMNS = `t.state, t.description, ${BESIDE}`

/** The same for lists, with the begin of the description, and without the state that an undo would restore. */
export const selectListedTickets = (
  descriptionLength: number,
) => `t.state #- '{undo,before}' AS state, ${BESIDE},
  substring(t.description, 1, ${descriptionLength}) AS description,
  (octet_length(t.description) > 4 * ${descriptionLength} OR char_length(t.description) > ${descriptionLength}) AS is_cut`

/** What of a listed ticket may be long. */
export const LISTED_WEIGHT = 'octet_length(t.custom_fields::text) + octet_length(t.texts::text)'

/** As a list for SQL: the statuses of tickets that nobody waits for, before they are filed and after their end. */
export const IDLE_STATUSES = sqlList(['draft', ...TERMINAL])

/** The row's state is written only by the commit, from the domain's own: it needs no second parse. */
export function ticketFromRow(row: TicketRow): TicketRecord {
  return {
    state: row.state,
    surroundings: row.surroundings,
    title: row.title,
    description: row.description,
    texts: readShownTexts(row.state.texts, row.texts),
    customFields: row.custom_fields,
    isHeld: row.is_held,
    external: row.external,
    channel: row.channel,
    source: row.source,
    attachments: row.attachments ?? [],
    names: row.names,
  }
}

export function iso(date: Date): string {
  return date.toISOString()
}

export function isoOrNull(date: Date | null): string | null {
  return date === null ? null : date.toISOString()
}
