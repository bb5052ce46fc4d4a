import { z } from 'zod'
import { departmentName, id, page, pageQuery } from './common.js'
import { availability, role } from './enums.js'
import { listedTicket } from './tickets.js'

export const userSummary = z
  .strictObject({
    id,
    name: z.string(),
    departmentId: id.nullable(),
    department: departmentName.nullable(),
    availability: availability,
  })
  .meta({ id: 'UserSummary' })
export type UserSummary = z.infer<typeof userSummary>

export const userQuery = z.strictObject({
  q: z.string().max(200).optional().meta({ description: 'A part of the name' }),
  departmentId: id.optional(),
  role: role.optional(),
  ...pageQuery,
})

export const userPage = page(userSummary)

export const userTicketPage = page(listedTicket)
  .extend({
    summary: z.strictObject({ open: z.int(), meanResolutionSeconds: z.int().nullable() }),
  })
  .meta({ id: 'UserTickets' })
