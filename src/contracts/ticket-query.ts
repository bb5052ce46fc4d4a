import { z } from 'zod'
import { id, instant, many, pageQuery } from './common.js'
import { priority, status, ticketType } from './enums.js'

const KEYS = ['createdAt', 'updatedAt', 'dueAt', 'priority'] as const
const SORTS = KEYS.flatMap((key) => [key, `-${key}`] as const)

export const ticketQuery = z.strictObject({
  status: many(status),
  priority: many(priority),
  type: ticketType.optional(),
  departmentId: many(id),
  categoryId: many(id),
  groupId: many(id),
  assigneeId: z.union([z.enum(['me', 'none']), id]).optional(),
  requesterId: z.union([z.literal('me'), id]).optional(),
  parentId: id.optional(),
  tag: z.string().max(50).optional(),
  createdAfter: instant.optional(),
  createdBefore: instant.optional(),
  updatedAfter: instant.optional(),
  dueBefore: instant.optional(),
  breached: z.enum(['true', 'false']).optional(),
  q: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Words, the last of them perhaps begun; "a phrase", -without, or' }),
  sort: z
    .enum(SORTS)
    .default('-createdAt')
    .meta({ description: 'What is never due comes last in either direction' }),
  ...pageQuery,
})
export type TicketQuery = z.infer<typeof ticketQuery>

/** Of the tickets that one person filed. */
export const userTicketQuery = ticketQuery.omit({ requesterId: true })
