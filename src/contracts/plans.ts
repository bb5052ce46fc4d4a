import { z } from 'zod'
import { WHOLE_RATE } from '../domain/billing/money.js'
import { BILLING_PERIODS } from '../domain/billing/periods.js'
import { currency, id, text, timestamp } from './common.js'
import { channel, priority } from './enums.js'

const MOST_MINOR_UNITS = 99_999_999_999
const minorUnits = z.int().min(0).max(MOST_MINOR_UNITS).meta({ description: 'In minor units' })

const price = z.strictObject({ amount: minorUnits, currency }).meta({ id: 'Price' })

const entitlements = z
  .strictObject({
    ticketsPerPeriod: z.int().min(0).max(1_000_000_000).optional(),
    channels: z
      .array(channel)
      .min(1)
      .max(4)
      .optional()
      .meta({ description: 'By which tickets may be filed; all of them when left out' }),
    slaPolicyId: id.optional().meta({ description: 'What is promised of tickets' }),
    /** Of tickets that are filed without one. */
    priority: priority.optional(),
  })
  .meta({ id: 'Entitlements' })

const members = {
  name: text(100),
  price: price.meta({ description: 'Of a period, for one; net' }),
  period: z.enum(BILLING_PERIODS),
  taxRate: z
    .int()
    .min(0)
    .max(WHOLE_RATE)
    .meta({ description: 'In basis points: 1900 is 19 %', example: 1900 }),
  entitlements,
  overage: z.strictObject({ amount: minorUnits }).nullable().meta({
    description: 'What each ticket above `ticketsPerPeriod` costs; null: there are no more',
  }),
}

export const plan = z
  .strictObject({
    id,
    ...members,
    version: z.int().meta({ description: 'One up with each change; contracts keep theirs' }),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'Plan' })
export type PlanView = z.infer<typeof plan>

export const newPlan = z.strictObject({
  ...members,
  taxRate: members.taxRate.default(0),
  entitlements: entitlements.default({}),
  overage: members.overage.default(null),
})
export type PlanBody = z.infer<typeof newPlan>
export const planPatch = z.strictObject(members).partial()
