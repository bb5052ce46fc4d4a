import { ROLES } from '../people.js'
import type { showMembers } from '../ticket/shown.js'
import { CHANNELS, type TicketState } from '../ticket/state.js'
import { PRIORITIES, STATUSES } from '../ticket/status.js'
import type { Fields, FieldValue } from './fields.js'
import type { Readings } from './match-conditions.js'

/** What rules may ask of a ticket. */
export const TICKET_FIELDS = {
  status: { type: 'word', values: STATUSES },
  type: { type: 'word', values: ['ticket', 'sub_ticket'] },
  priority: { type: 'word', values: PRIORITIES },
  departmentId: { type: 'id' },
  categoryId: { type: 'id' },
  groupId: { type: 'id' },
  assigneeId: { type: 'id' },
  requesterId: { type: 'id' },
  customerId: { type: 'id' },
  channel: { type: 'word', values: CHANNELS },
  tags: { type: 'list' },
  title: { type: 'text' },
  description: { type: 'text' },
  'customFields.': { type: 'custom' },
  progressPercent: { type: 'number' },
  reopenCount: { type: 'number' },
  reworkCount: { type: 'number' },
  version: { type: 'number' },
  'sla.breached': { type: 'flag' },
  hoursSinceUpdate: { type: 'elapsed' },
  'requester.roles': { type: 'list', values: ROLES },
  'requester.departmentId': { type: 'id' },
} as const satisfies Fields

/** What commands change of a ticket, as its readers are shown it. */
type Members = ReturnType<typeof showMembers>
export type TicketMembers = Pick<
  Members,
  | 'status'
  | 'priority'
  | 'departmentId'
  | 'categoryId'
  | 'groupId'
  | 'assigneeId'
  | 'requesterId'
  | 'tags'
  | 'progressPercent'
  | 'reopenCount'
  | 'reworkCount'
  | 'version'
> & { sla: { breached: boolean } }

/** What conditions may ask of a ticket beside, and no command changes. */
export interface TicketContent {
  type: TicketState['type']
  title: string
  description: string
  channel: string
  customerId: string | null
  customFields: Record<string, string | number | boolean | null>
  requester: { roles: string[]; departmentId: string | null }
}

const HOUR_MS = 3_600_000

export function countHours(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / HOUR_MS
}

/** All fields of a ticket that has these members, at an instant so many hours after it was last updated. */
export function readTicketFields(
  members: TicketMembers,
  content: TicketContent,
  hoursSinceUpdate: number,
): Readings {
  const { departmentId, roles } = content.requester
  const readings: Record<keyof Omit<typeof TICKET_FIELDS, 'customFields.'>, FieldValue> = {
    status: members.status,
    type: content.type,
    priority: members.priority,
    departmentId: members.departmentId,
    categoryId: members.categoryId,
    groupId: members.groupId,
    assigneeId: members.assigneeId,
    requesterId: members.requesterId,
    customerId: content.customerId,
    channel: content.channel,
    tags: members.tags,
    title: content.title,
    description: content.description,
    progressPercent: members.progressPercent,
    reopenCount: members.reopenCount,
    reworkCount: members.reworkCount,
    version: members.version,
    'sla.breached': members.sla.breached,
    hoursSinceUpdate,
    'requester.roles': roles,
    'requester.departmentId': departmentId,
  }
  const custom = Object.entries(content.customFields).map(
    ([key, value]) => [`customFields.${key}`, value] as const,
  )
  return new Map([...Object.entries(readings), ...custom])
}
