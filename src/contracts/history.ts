import { z } from 'zod'
import { AUTOMATIONS } from '../domain/people.js'
import { SUB_TICKET_CHANGES } from '../domain/ticket/outcome/history-notes.js'
import { actor, page, personName, timestamp } from './common.js'
import { commandName, status } from './enums.js'

const change = z.strictObject({ from: z.unknown(), to: z.unknown() })

export const historyItem = z
  .strictObject({
    seq: z.int(),
    at: timestamp,
    actor,
    command: z.string(),
    from: status.nullable(),
    to: status,
    version: z.int(),
    reason: z.string().optional().meta({
      description:
        'Reason, comment or notes; of a request or an approval for those alone whom it concerns',
    }),
    fields: z
      .record(z.string(), change)
      .optional()
      .meta({ description: 'What changed, by member of the ticket, names included' }),
    users: z.array(personName).optional().meta({ description: 'Who was added, removed or asked' }),
    question: z.string().optional(),
    answer: z.string().optional(),
    outcome: z
      .enum(['approved', 'rejected', 'cancelled'])
      .optional()
      .meta({ description: 'Of an approval' }),
    subTickets: z
      .array(z.strictObject({ number: z.string(), change: z.enum(SUB_TICKET_CHANGES) }))
      .optional()
      .meta({ description: 'Of a parent: which of its sub-tickets, and what became of them' }),
    by: z.enum(AUTOMATIONS).optional().meta({ description: 'What made them do it, if anything' }),
    why: z
      .string()
      .optional()
      .meta({ description: 'Why it chose so', example: 'least loaded: 2 of 5' }),
    level: z.int().optional().meta({ description: 'Of an escalation' }),
    actions: z
      .array(z.strictObject({ action: z.string(), ok: z.boolean(), code: z.string().optional() }))
      .optional()
      .meta({ description: 'What a level of an escalation has done, or why not' }),
    rule: z.strictObject({ id: z.string(), name: z.string() }).optional(),
    /** The command that was taken back; a description of its own would write the names out again. */
    undoes: commandName.optional(),
  })
  .meta({ id: 'HistoryItem' })
export type HistoryItem = z.infer<typeof historyItem>
export const historyPage = page(historyItem)
