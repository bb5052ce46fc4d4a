import { z } from 'zod'
import { id, instant, page, pageQuery, personName, text, timestamp } from './common.js'

export const newScimToken = z.strictObject({
  name: text(100).meta({ description: 'What will use it, such as Entra ID' }),
  expiresAt: instant
    .nullable()
    .optional()
    .meta({ description: 'In a year where it is left out; null: never, until it is deleted' }),
})

export const scimToken = z
  .strictObject({
    id,
    name: z.string(),
    createdBy: personName,
    createdAt: timestamp,
    expiresAt: timestamp.nullable(),
    lastUsedAt: timestamp.nullable().meta({ description: 'To the minute' }),
  })
  .meta({ id: 'ScimToken' })
export type ScimTokenView = z.infer<typeof scimToken>

export const createdScimToken = scimToken
  .extend({ token: z.string().meta({ description: 'Shown this once: only its hash is kept' }) })
  .meta({ id: 'CreatedScimToken' })

export const scimTokenPage = page(scimToken)
export const scimTokenQuery = z.strictObject(pageQuery)
