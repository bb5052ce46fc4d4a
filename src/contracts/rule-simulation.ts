import { z } from 'zod'
import { id, instant, timestamp } from './common.js'
import { keptRule, newRule } from './rules.js'

/** What a rule would have done, of tickets as they were. */
export const ruleSimulation = z
  .strictObject({
    checked: z.int().meta({ description: 'Tickets that were looked at' }),
    matched: z
      .array(
        z.strictObject({
          ticketId: id,
          number: z.string(),
          at: timestamp.meta({ description: 'Of the event' }),
          actions: z.array(
            z.strictObject({
              type: z.string(),
              would: z
                .string()
                .meta({ description: '`applied`, or the code of what it would be refused' }),
            }),
          ),
        }),
      )
      .meta({
        description:
          'Of tickets that were named the last event of each that the rule matches; of a span each of its events',
      }),
    asNow: z
      .array(z.string())
      .optional()
      .meta({ description: 'Fields of the conditions that no event names: they are as now' }),
    more: z.int().optional().meta({ description: 'So many matches beyond those of the list' }),
  })
  .meta({ id: 'RuleSimulation' })
export type RuleSimulation = z.infer<typeof ruleSimulation>

const ticketIds = z
  .array(id)
  .min(1)
  .max(1_000)
  .transform((ids) => [...new Set(ids)])

const asked = z.strictObject({
  ticketIds: ticketIds.optional(),
  from: instant.optional(),
  to: instant.optional().meta({ description: 'May lie ahead: as things are now' }),
})

export interface SimulationAsked {
  ticketIds?: string[] | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Some tickets, or all of a span. */
function checkAsked(
  { ticketIds, from, to }: SimulationAsked,
  context: z.core.$RefinementCtx,
): void {
  const fault = (member: string, message: string) =>
    context.addIssue({ code: 'custom', path: [member], message })
  if (ticketIds !== undefined) {
    if (from !== undefined) fault('from', 'can not be given together with ticketIds')
    if (to !== undefined) fault('to', 'can not be given together with ticketIds')
  } else if (from === undefined && to === undefined) fault('ticketIds', 'is required')
  else if (from === undefined) fault('from', 'is required')
  else if (to === undefined) fault('to', 'is required')
  else if (from >= to) fault('from', 'must be before `to`')
}

/** A rule that is there, or what is to become of it. */
export const simulateRuleBody = asked.extend({ rule: newRule.optional() }).superRefine(checkAsked)
export const simulateDraftBody = asked.extend({ rule: newRule }).superRefine(checkAsked)

/** What a simulation of a span works with: the rule as it was when it was asked for. */
export const ruleSimulationInput = z.strictObject({
  rule: keptRule,
  from: instant,
  to: instant,
})
