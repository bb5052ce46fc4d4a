import { z } from 'zod'
import { ATTACHMENT_FLAGS } from '../domain/attachment/attachment.js'
import { PARTICIPANT_ROLES } from '../domain/ticket/state.js'
import { approval } from './approvals.js'
import { attachment } from './attachments.js'
import {
  categoryName,
  customerName,
  departmentName,
  groupName,
  id,
  page,
  personName,
  timestamp,
} from './common.js'
import { channel, offer, priority, status, ticketType } from './enums.js'

export const teamMember = z
  .strictObject({ userId: id, name: z.string() })
  .meta({ id: 'TeamMember' })

const SINCE_BEGIN = 'Seconds since this version was submitted or reopened'

const nullableTimes = {
  submittedAt: timestamp.nullable(),
  assignedAt: timestamp.nullable(),
  startedAt: timestamp.nullable(),
  completedAt: timestamp.nullable(),
  resolvedAt: timestamp.nullable(),
  closedAt: timestamp.nullable(),
  undoUntil: timestamp
    .nullable()
    .meta({ description: 'Until when this caller may take the last action back' }),
  autoVerifyAt: timestamp.nullable(),
  autoCloseAt: timestamp.nullable(),
  expiresAt: timestamp.nullable(),
  deletedAt: timestamp.nullable(),
}

export const ticket = z
  .strictObject({
    id,
    number: z.string(),
    type: ticketType,
    parentId: id.nullable(),
    version: z.int(),
    revision: z.int(),
    title: z.string(),
    description: z.string(),
    status: status,
    priority,
    departmentId: id.nullable(),
    department: departmentName.nullable(),
    categoryId: id.nullable(),
    category: categoryName.nullable(),
    groupId: id.nullable(),
    group: groupName.nullable().meta({ description: 'For staff; null for others' }),
    requesterId: id,
    requester: personName,
    customerId: id.nullable(),
    customer: customerName.nullable().meta({ description: 'For staff; null for others' }),
    createdById: id,
    createdBy: personName,
    assigneeId: id.nullable(),
    assignee: personName.nullable(),
    channel: channel,
    source: z.string().nullable(),
    tags: z.array(z.string()),
    customFields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    flags: z.array(z.enum(ATTACHMENT_FLAGS)),
    autoAssign: z.boolean().meta({ description: 'Whether it may be assigned by itself' }),
    legalHold: z.boolean(),
    external: z
      .strictObject({ id: z.string(), status: z.string(), url: z.string().optional() })
      .nullable(),
    progressPercent: z.int(),
    progressNotes: z.string().nullable(),
    acknowledgements: z.array(z.strictObject({ userId: id, name: z.string(), at: timestamp })),
    teamMembers: z.array(teamMember),
    requiresApproval: z.boolean(),
    approvalId: id.nullable(),
    postponed: z
      .strictObject({
        reason: z.string(),
        reminderEvery: z.string(),
        resumeAt: timestamp.nullable(),
        at: timestamp,
      })
      .nullable(),
    clarification: z
      .strictObject({ question: z.string(), at: timestamp, answer: z.string().optional() })
      .nullable(),
    rejection: z
      .strictObject({
        reason: z.string().nullable(),
        duplicateOf: id.optional(),
        duplicateOfNumber: z.string().optional(),
      })
      .nullable(),
    completionNotes: z.string().nullable(),
    reworkCount: z.int(),
    reopenCount: z.int(),
    satisfactionScore: z.int().nullable(),
    attachments: z.array(attachment),
    sla: z.strictObject({
      policyId: id.nullable(),
      templateId: id.nullable().meta({ description: 'Where a template gave the dates' }),
      firstResponseDueAt: timestamp.nullable(),
      firstResponseAt: timestamp.nullable(),
      resolutionDueAt: timestamp.nullable(),
      paused: z.boolean(),
      breached: z.boolean(),
    }),
    ...nullableTimes,
    timeToFirstResponse: z.int().nullable().meta({ description: SINCE_BEGIN }),
    timeToResolution: z.int().nullable().meta({ description: SINCE_BEGIN }),
    createdAt: timestamp,
    updatedAt: timestamp,
    allowedCommands: z.array(offer).meta({ description: 'What this caller may do now' }),
  })
  .meta({ id: 'Ticket' })
export type TicketView = z.infer<typeof ticket>

/** As lists show it: the begin of a long description. */
export const listedTicket = ticket
  .extend({
    descriptionTruncated: z
      .boolean()
      .meta({ description: 'It goes on after these 500 characters' }),
  })
  .meta({ id: 'ListedTicket' })
export type ListedTicketView = z.infer<typeof listedTicket>
export const listedTicketPage = page(listedTicket)

export const participant = z
  .strictObject({
    userId: id,
    name: z.string(),
    role: z.enum([...PARTICIPANT_ROLES, 'moderator']),
    joinedAt: timestamp,
    historyFrom: timestamp,
  })
  .meta({ id: 'Participant' })
export const participantList = page(participant)

/** What a parent's requester may know of a sub-ticket; staff get the whole ticket. */
export const subTicketSummary = z
  .strictObject({
    id,
    number: z.string(),
    title: z.string(),
    departmentId: id.nullable(),
    department: departmentName.nullable(),
    status: status,
    progressPercent: z.int(),
  })
  .meta({ id: 'SubTicketSummary' })
export type SubTicketSummary = z.infer<typeof subTicketSummary>
export const subTicket = z.union([listedTicket, subTicketSummary])
export const subTicketPage = page(subTicket)

export const ticketWithIncludes = ticket
  .extend({
    participants: z.array(participant).optional(),
    children: z.array(subTicket).optional(),
    approvals: z.array(approval).optional(),
  })
  .meta({ id: 'TicketWithIncludes' })

export const ticketPage = page(ticket)
