import { z } from 'zod'
import { APPROVAL_STATUSES } from '../domain/approval/approval.js'
import { AVAILABILITIES, ROLES } from '../domain/people.js'
import { CLOCKS } from '../domain/sla/clock.js'
import { COMMAND_NAMES } from '../domain/ticket/commands/index.js'
import { OFFERS } from '../domain/ticket/decider.js'
import { REQUEST_KINDS, REQUEST_STATUSES } from '../domain/ticket/requests.js'
import { CHANNELS } from '../domain/ticket/state.js'
import { PRIORITIES, STATUSES } from '../domain/ticket/status.js'
import './words.js'

/** What several schemas share is named once in the document, and so in clients that are generated from it. */
export const status = z.enum(STATUSES).meta({ id: 'Status' })
export const priority = z.enum(PRIORITIES).meta({ id: 'Priority' })
export const ticketType = z.enum(['ticket', 'sub_ticket']).meta({ id: 'TicketType' })
export const channel = z.enum(CHANNELS).meta({ id: 'Channel' })
export const commandName = z
  .enum(COMMAND_NAMES as [string, ...string[]]) // there are some
  .meta({ id: 'CommandName' })
/** What a caller may be offered: a command, or the edit of a draft. */
export const offer = z
  .enum(OFFERS as [string, ...string[]]) // there are some
  .meta({ id: 'Offer' })
/** What is promised of a ticket. */
export const clockKind = z.enum(CLOCKS).meta({ id: 'SlaClockKind' })
export const role = z.enum(ROLES).meta({ id: 'Role' })

export const roles = z
  .array(role)
  .max(ROLES.length)
  .refine((all) => new Set(all).size === all.length, 'must name each role once')
export const availability = z.enum(AVAILABILITIES).meta({ id: 'Availability' })
export const requestKind = z.enum(REQUEST_KINDS).meta({ id: 'RequestKind' })
export const approvalStatus = z.enum(APPROVAL_STATUSES).meta({ id: 'ApprovalStatus' })
export const requestStatus = z.enum(REQUEST_STATUSES).meta({ id: 'RequestStatus' })
export const visibility = z.enum(['public', 'internal']).meta({ id: 'Visibility' })
export const messageFlag = z
  .enum(['request_subticket', 'request_postpone'])
  .meta({ id: 'MessageFlag' })
