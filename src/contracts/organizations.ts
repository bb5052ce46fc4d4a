import { z } from 'zod'
import { id, text, timestamp } from './common.js'

export const organization = z
  .strictObject({
    id,
    slug: z.string(),
    name: z.string(),
    domain: z.string().nullable(),
    subscriptionTier: z.string(),
    createdAt: timestamp,
  })
  .meta({ id: 'Organization' })
export type OrganizationView = z.infer<typeof organization>

/** As the database has it, too. */
export const slug = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be 1 to 63 small letters, digits or "-", and neither begin nor end with one',
  )
  .meta({ example: 'demo' })

export const organizationPatch = z
  .strictObject({
    name: text(200),
    slug: slug.meta({
      description: 'What people sign in with; ids of workflows keep the first one',
    }),
    domain: z
      .string()
      .toLowerCase()
      .max(253)
      .regex(
        /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
        'must be the name of a domain, such as example.com',
      )
      .nullable(),
    subscriptionTier: text(50),
  })
  .partial()
export type OrganizationPatch = z.infer<typeof organizationPatch>
