import { z } from 'zod'
import { attachmentStatus, variant } from '../attachments.js'
import { id, personName } from '../common.js'
import { approvalStatus, clockKind, status, visibility } from '../enums.js'
import { message } from '../messages.js'

const ticket = { id, number: z.string() }
const inChat = z.strictObject({ ticketId: id, userId: id, name: z.string() })
const clock = z.strictObject({ ...ticket, clock: clockKind })

/** What each stored event tells. */
export const EVENT_DATA = {
  'ticket:created': z.strictObject({ ...ticket, status }),
  'ticket:updated': z.strictObject({
    ...ticket,
    status,
    revision: z.int(),
    changed: z.array(z.string()).meta({ description: "Members of the ticket's" }),
  }),
  'ticket:assigned': z.strictObject({
    ...ticket,
    assigneeId: id.nullable(),
    assignee: personName.nullable(),
  }),
  ticket_closed: z.strictObject(ticket),
  sub_ticket_created: z.strictObject({
    ...ticket,
    parentId: id,
    departmentId: id,
  }),
  progress_updated: z.strictObject({
    progressPercent: z.int(),
    closed: z.int(),
    total: z.int(),
  }),
  'chat:message': message,
  'chat:participant_added': inChat,
  'chat:participant_removed': inChat,
  chat_user_added: z.strictObject({ userId: id, name: z.string(), subTicketId: id }),
  'attachment:updated': z.strictObject({
    id,
    ticketId: id.nullable(),
    messageId: id.nullable(),
    visibility: visibility.meta({ description: "The message's; public for the ticket's own" }),
    status: attachmentStatus,
    reason: z.string().nullable(),
    progress: z.int().nullable(),
    variants: z.array(variant),
    isDeleted: z.boolean(),
  }),
  'approval:updated': z.strictObject({
    ticketId: id,
    approvalId: id,
    status: approvalStatus,
  }),
  'sla:warning': clock,
  'sla:breached': clock,
  'notification:created': z.strictObject({ id, type: z.string(), ticketId: id.nullable() }),
  'session:ended': z.strictObject({
    sessionId: id.nullable().meta({ description: 'null: all of them, the account is closed' }),
  }),
} as const satisfies Record<string, z.ZodType>

/** What is told to whoever is there, and to nobody later. */
export const PASSING_DATA = {
  'chat:typing': z.strictObject({
    userId: id,
    name: z.string(),
    visibility,
  }),
  'ticket:viewers': z.strictObject({ users: z.array(personName) }),
} as const satisfies Record<string, z.ZodType>
