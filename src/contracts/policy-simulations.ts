import { z } from 'zod'
import { id, instant, timestamp } from './common.js'
import { clockKind } from './enums.js'
import { newSlaPolicy, slaPolicy } from './sla-policies.js'
import { clockState } from './ticket-sla.js'

const span = {
  from: instant.meta({ description: 'Tickets that were created from then on' }),
  to: instant.meta({
    description: 'And before then; where it lies ahead, what is due by it counts as overdue',
  }),
}
const isInOrder = ({ from, to }: { from: string; to: string }) => Date.parse(from) < Date.parse(to)
const IN_ORDER = { message: 'must be before `to`', path: ['from'] }

export const simulatePolicyBody = z.strictObject(span).refine(isInOrder, IN_ORDER)
export const simulateDraftPolicyBody = z
  .strictObject({ policy: newSlaPolicy, ...span })
  .refine(isInOrder, IN_ORDER)

/** What its work reads: the policy as it was when it was asked. */
export const policySimulationInput = z.strictObject({
  policy: slaPolicy.pick({
    ...{ id: true, version: true, order: true, isDefault: true, conditions: true },
    ...{ calendarId: true, targets: true, pauseIn: true },
  }),
  from: z.string(),
  to: z.string(),
  /** When it was asked. */
  at: z.string(),
})
export type PolicySimulationInput = z.infer<typeof policySimulationInput>

const figure = z.int().min(0)
const standing = clockState
  .nullable()
  .meta({ id: 'SlaClockStanding', description: 'null: there is no such clock' })

/** What no event of a ticket names, and what is taken as it is today instead. */
const AS_TODAY = [
  'calendar',
  'channel',
  'customer.contract',
  'customer.tier',
  'policies',
  'templates',
] as const

export const policySimulation = z
  .strictObject({
    checked: figure.meta({ description: 'Tickets that were looked at' }),
    untold: figure.meta({ description: 'Of them those whose events are kept no more' }),
    tickets: figure.meta({ description: 'Of them those that the policy would be for' }),
    met: figure.meta({ description: 'Their clocks that would have been met' }),
    breached: figure.meta({ description: 'Their clocks that would have been overdue' }),
    changed: z
      .array(
        z.strictObject({
          ticketId: id,
          number: z.string(),
          kind: clockKind,
          was: standing,
          would: standing,
        }),
      )
      .meta({ description: 'Clocks of which something else would have become: the first 1,000' }),
    changes: figure.meta({ description: 'How many there are; all are in the file' }),
    until: timestamp.meta({ description: 'All clocks are as they would stand then' }),
    asToday: z.array(z.enum(AS_TODAY)).meta({
      description:
        'What no event names, and what was taken as it is today. A next response is counted where one was promised then: what a requester said otherwise is no event',
    }),
    downloadUrl: z
      .string()
      .optional()
      .meta({ description: 'All changes, a line of JSON each; good until `expiresAt`' }),
    expiresAt: timestamp.optional(),
  })
  .meta({ id: 'PolicySimulation' })
export type PolicySimulation = z.infer<typeof policySimulation>

export const NAMED_BY_NO_EVENT: PolicySimulation['asToday'] = [...AS_TODAY]
