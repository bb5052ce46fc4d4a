import { z } from 'zod'
import { STATUSES } from '../domain/ticket/state.js'
import { id, page, timestamp } from './common.js'
import { commandName, ticket } from './tickets.js'

const actor = z.union([z.strictObject({ id, name: z.string() }), z.enum(['system', 'operator'])])

export const ticketUndone = ticket
  .extend({ undone: z.strictObject({ command: commandName, at: timestamp, by: actor }) })
  .meta({ id: 'TicketUndone' })

export const historyItem = z
  .strictObject({
    seq: z.int(),
    at: timestamp,
    actor,
    command: z.string(),
    from: z.enum(STATUSES).nullable(),
    to: z.enum(STATUSES),
    version: z.int(),
    reason: z.string().optional(),
    fields: z.record(z.string(), z.strictObject({ from: z.unknown(), to: z.unknown() })).optional(),
  })
  .meta({ id: 'HistoryItem' })
export type HistoryItem = z.infer<typeof historyItem>
export const historyPage = page(historyItem)

export const explanation = z
  .strictObject({
    commands: z.array(
      z.strictObject({
        command: commandName,
        allowed: z.boolean(),
        code: z.string().optional(),
        error: z.string().optional(),
      }),
    ),
    timers: z.array(
      z.strictObject({
        kind: z.string(),
        dueAt: timestamp,
        armedBy: z.int().meta({ description: 'seq' }),
      }),
    ),
  })
  .meta({ id: 'Explanation' })

export const timelineItem = z
  .strictObject({
    at: timestamp,
    kind: z.enum(['history', 'notification', 'attachment', 'message', 'approval']),
    history: historyItem.optional(),
    notification: z.strictObject({ type: z.string(), count: z.int() }).optional(),
    attachment: z.strictObject({ id, fileName: z.string(), status: z.string() }).optional(),
    message: z
      .strictObject({
        id,
        kind: z.string(),
        visibility: z.string(),
        authorId: id.nullable(),
        body: z.string(),
      })
      .optional(),
    approval: z.strictObject({ id, status: z.string(), requestedBy: id }).optional(),
  })
  .meta({ id: 'TimelineItem' })
export type TimelineItem = z.infer<typeof timelineItem>
export const timelinePage = page(timelineItem)

export const accepted = z
  .strictObject({ operationId: z.string(), status: z.literal('pending') })
  .meta({ id: 'Accepted' })
export const operation = z
  .strictObject({
    operationId: z.string(),
    status: z.enum(['pending', 'applied', 'rejected']),
    result: ticket.optional(),
    problem: z.record(z.string(), z.unknown()).optional(),
    at: timestamp,
  })
  .meta({ id: 'Operation' })
