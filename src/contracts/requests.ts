import { z } from 'zod'
import { REQUEST_KINDS, REQUEST_STATUSES } from '../domain/ticket/requests.js'
import { subTicketRequestBody, subTickets } from './command-bodies.js'
import { duration, id, instant, page, pageQuery, text, timestamp } from './common.js'

export const request = z
  .strictObject({
    id,
    kind: z.enum(REQUEST_KINDS),
    ticketId: id,
    ticketNumber: z.string(),
    by: id,
    reason: z.string(),
    content: z.record(z.string(), z.unknown()),
    status: z.enum(REQUEST_STATUSES),
    at: timestamp,
  })
  .meta({ id: 'Request' })
export type RequestView = z.infer<typeof request>
export const requestPage = page(request)

export const requestQuery = z.strictObject({
  status: z.enum(REQUEST_STATUSES).default('pending'),
  kind: z.enum(REQUEST_KINDS).optional(),
  ...pageQuery,
})

export const newSubTicketRequest = subTicketRequestBody
  .extend({ ticketId: id })
  .meta({ id: 'NewSubTicketRequest' })

/** Members that are given replace the request's; which ones count depends on its kind. */
export const grantBody = z
  .strictObject({
    reason: text(10_000).optional(),
    reminderEvery: duration.optional(),
    resumeAt: instant.optional(),
    subTickets: subTickets.optional(),
  })
  .meta({ id: 'Grant' })
export const declineReason = z.strictObject({ reason: text(10_000) })
