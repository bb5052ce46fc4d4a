import { z } from 'zod'
import { CONTRACT_STATUSES } from '../domain/billing/contract.js'
import { WHOLE_RATE } from '../domain/billing/money.js'
import { customerName, id, instant, page, pageQuery, timestamp } from './common.js'
import { plan } from './plans.js'

/** Customers see no plans but those of their contracts. */
const contractPlan = plan
  .omit({ createdAt: true, deletedAt: true })
  .meta({ id: 'ContractPlan', description: 'A version of a plan' })

const span = z
  .strictObject({ from: timestamp, to: timestamp })
  .meta({ id: 'BillingPeriod', description: 'From its first instant to that of the next' })

const discount = z
  .int()
  .min(0)
  .max(WHOLE_RATE)
  .meta({ description: 'Off the price, in basis points: 1000 is 10 %', example: 1000 })

/** As those who bill see it, and whose it is. */
export const contract = z
  .strictObject({
    id,
    customerId: id,
    customer: customerName,
    planId: id,
    plan: contractPlan.meta({ description: 'In the version that it was chosen in' }),
    nextPlan: contractPlan.nullable().meta({ description: 'What it changes to with its renewal' }),
    startsAt: timestamp,
    quantity: z.int(),
    discount: z.int(),
    paymentMethodId: id,
    autoRenew: z.boolean(),
    cancelAtPeriodEnd: z.boolean(),
    status: z.enum(CONTRACT_STATUSES).meta({ id: 'ContractStatus' }),
    currentPeriod: span.nullable().meta({ description: 'The last one, where it is over' }),
    nextDueAt: timestamp
      .nullable()
      .meta({ description: 'When it is billed, or paid, next by itself' }),
    version: z.int(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Contract' })
export type ContractView = z.infer<typeof contract>
export const contractPage = page(contract)

const members = {
  paymentMethodId: id,
  autoRenew: z.boolean(),
}

export const newContract = z.strictObject({
  planId: id,
  startsAt: instant.optional().meta({ description: 'Now, when left out' }),
  quantity: z.int().min(1).max(10_000).default(1),
  discount: discount.default(0),
  paymentMethodId: members.paymentMethodId,
  autoRenew: members.autoRenew.default(true),
})
export type ContractBody = z.infer<typeof newContract>

export const contractPatch = z.strictObject(members).partial()
export type ContractPatch = z.infer<typeof contractPatch>

export const planChange = z.strictObject({
  planId: id,
  when: z.enum(['now', 'renewal']).meta({
    description: 'Now: what is left of the period is credited and billed to the second',
  }),
})

export const contractCancellation = z.strictObject({
  at: z.enum(['period_end', 'now']),
  refund: z
    .boolean()
    .default(false)
    .meta({ description: 'Of what was paid and is not used; now alone' }),
})

export const contractUsage = z
  .strictObject({
    contractId: id,
    period: span.nullable(),
    tickets: z
      .strictObject({
        used: z.int().meta({ description: 'Submitted in the period; none is given back' }),
        included: z.int().nullable().meta({ description: 'null: as many as one likes' }),
        left: z.int().nullable(),
        overage: z.int().meta({ description: 'Above the number, billed with the next period' }),
      })
      .meta({ id: 'TicketUsage' }),
  })
  .meta({ id: 'ContractUsage' })
export type ContractUsageView = z.infer<typeof contractUsage>

export const contractQuery = z.strictObject(pageQuery)
