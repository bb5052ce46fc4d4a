import { z } from 'zod'
import { REQUEST_KINDS, REQUEST_STATUSES } from '../domain/ticket/requests.js'
import { subTicketRequestBody, subTickets } from './command-bodies.js'
import { duration, id, instant, page, pageQuery, personName, text, timestamp } from './common.js'

export const request = z
  .strictObject({
    id,
    kind: z.enum(REQUEST_KINDS),
    ticketId: id,
    ticketNumber: z.string(),
    by: personName,
    reason: z.string(),
    content: z.record(z.string(), z.unknown()),
    status: z.enum(REQUEST_STATUSES),
    at: timestamp,
    decidedBy: personName.optional(),
    decidedAt: timestamp.optional().meta({ description: 'Also when it was cancelled' }),
    decisionReason: z.string().optional(),
  })
  .meta({ id: 'Request' })
export type RequestView = z.infer<typeof request>
export const requestPage = page(request)

const requestFilter = {
  status: z.enum(REQUEST_STATUSES).optional(),
  kind: z.enum(REQUEST_KINDS).optional(),
  ...pageQuery,
}
export const requestQuery = z.strictObject({
  mine: z.enum(['true', 'false']).optional().meta({ description: 'Those that I asked for' }),
  ...requestFilter,
})
export const inboxQuery = z.strictObject({
  ...requestFilter,
  status: z.enum(REQUEST_STATUSES).default('pending'),
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
