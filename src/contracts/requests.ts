import { z } from 'zod'
import { subTicketRequestBody, subTickets } from './command-bodies.js'
import {
  duration,
  id,
  instant,
  page,
  pageQuery,
  personName,
  text,
  ticketName,
  timestamp,
} from './common.js'
import { requestKind, requestStatus } from './enums.js'

export const request = z
  .strictObject({
    id,
    kind: requestKind,
    ticketId: id,
    ticketNumber: z.string(),
    ticket: ticketName,
    by: personName,
    reason: z.string(),
    content: z.record(z.string(), z.unknown()),
    status: requestStatus,
    at: timestamp,
    decidedBy: personName.optional(),
    decidedAt: timestamp.optional().meta({ description: 'Also when it was cancelled' }),
    decisionReason: z.string().optional(),
  })
  .meta({ id: 'Request' })
export type RequestView = z.infer<typeof request>
export const requestPage = page(request)

const requestFilter = {
  status: requestStatus.optional(),
  kind: requestKind.optional(),
  ...pageQuery,
}
export const requestQuery = z.strictObject({
  mine: z.enum(['true', 'false']).optional().meta({ description: 'Those that I asked for' }),
  ...requestFilter,
})
export const inboxQuery = z.strictObject({
  ...requestFilter,
  status: requestStatus.default('pending'),
})

export const newSubTicketRequest = subTicketRequestBody
  .required({ departmentId: true })
  .extend({ ticketId: id })
  .meta({ id: 'NewSubTicketRequest' })

/** Members that are given replace the request's; which ones count depends on its kind. */
export const grantBody = z
  .strictObject({
    reason: text(10_000).optional(),
    reminderEvery: duration.optional(),
    resumeAt: instant.nullable().optional().meta({ description: 'null: by no date' }),
    subTickets: subTickets.optional(),
  })
  .meta({ id: 'Grant' })
export const declineReason = z.strictObject({ reason: text(10_000) })
