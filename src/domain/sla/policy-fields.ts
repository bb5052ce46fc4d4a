import type { Fields, FieldValue } from '../automation/fields.js'
import { CHANNELS, type TicketState } from '../ticket/state.js'

/** What a service level policy may ask of a ticket. */
export const POLICY_FIELDS = {
  departmentId: { type: 'id' },
  categoryId: { type: 'id' },
  groupId: { type: 'id' },
  'customer.tier': { type: 'word' },
  channel: { type: 'word', values: CHANNELS },
  tags: { type: 'list' },
  type: { type: 'word', values: ['ticket', 'sub_ticket'] },
} as const satisfies Fields

/** What no command changes of it. */
export interface Served {
  channel: string
  /** Of the customer whose ticket it is. */
  customerTier: string | null
  /** What the customer's contract entitles to; left out where it is nothing. */
  slaPolicyId?: string | null
}

type PolicyMembers = Pick<TicketState, 'departmentId' | 'categoryId' | 'groupId' | 'tags' | 'type'>

/** All fields of such a ticket. */
export function readPolicyFields(
  members: PolicyMembers,
  served: Served,
): ReadonlyMap<string, FieldValue> {
  const readings: Record<keyof typeof POLICY_FIELDS, FieldValue> = {
    departmentId: members.departmentId,
    categoryId: members.categoryId,
    groupId: members.groupId,
    'customer.tier': served.customerTier,
    channel: served.channel,
    tags: members.tags,
    type: members.type,
  }
  return new Map(Object.entries(readings))
}
