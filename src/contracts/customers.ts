import { z } from 'zod'
import { currency, id, personName, text, timestamp } from './common.js'
import { words } from './skills.js'

/** As admins see it. */
export const customer = z
  .strictObject({
    id,
    company: z.string(),
    userId: id.nullable(),
    user: personName.nullable(),
    phone: z.string().nullable(),
    tags: z.array(z.string()),
    tier: z.string().nullable(),
    lifetimeValue: z.int().meta({
      description: 'Of paid invoices, in minor units of the currency that was billed in last',
    }),
    lifetimeValues: z
      .array(z.strictObject({ amount: z.int(), currency }).meta({ id: 'LifetimeValue' }))
      .meta({ description: 'The same of each currency, that one first' }),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'Customer' })
export type CustomerView = z.infer<typeof customer>

const members = {
  company: text(200),
  userId: id.nullable().meta({ description: 'Whose tickets are those of the customer' }),
  phone: text(40).nullable(),
  tags: words,
  tier: text(50).nullable(),
}

export const newCustomer = z.strictObject({
  ...members,
  userId: members.userId.default(null),
  phone: members.phone.default(null),
  tags: members.tags.default([]),
  tier: members.tier.default(null),
})
export type CustomerBody = z.infer<typeof newCustomer>
export const customerPatch = z.strictObject(members).partial()
