import { z } from 'zod'
import { departmentName, id, page, pageQuery } from './common.js'
import { availability, priority, role } from './enums.js'
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
    summary: z
      .strictObject({
        open: z.int(),
        openIsAtLeast: z.literal(true).optional().meta({
          description: 'There may be more: they were counted among the newest 2,000 alone',
        }),
        meanResolutionSeconds: z.int().nullable(),
      })
      .meta({ description: 'Of the newest 2,000 tickets' }),
  })
  .meta({ id: 'UserTickets' })

const given = 'Of those that are theirs still'
export const userLoad = z
  .strictObject({
    open: z.int().meta({ description: 'Assigned, in progress, waiting for an approval, reopened' }),
    limit: z
      .int()
      .nullable()
      .meta({ description: 'With so many open ones they get no more by routing, and claim none' }),
    byPriority: z.record(priority, z.int()).meta({ description: 'Of the open ones' }),
    assignedToday: z.int().meta({ description: `By the organization's own clock. ${given}` }),
    assignedTotal: z.int().meta({ description: given }),
  })
  .meta({ id: 'UserLoad' })
export type UserLoad = z.infer<typeof userLoad>
