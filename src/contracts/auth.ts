import { z } from 'zod'
import { id, page, pageQuery, timestamp } from './common.js'
import { me } from './profile.js'

export const loginBody = z.strictObject({
  login: z.string().min(1).max(320),
  password: z.string().min(1).max(1024),
  organization: z.string().min(1).max(100).optional(),
  totp: z.string().max(20).optional().meta({
    description: 'The code of a second factor. Of an account that has none it is not looked at.',
  }),
})

export const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(200) })

export const tokens = z
  .strictObject({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.int() })
  .meta({ id: 'Tokens' })

export const signedIn = tokens.extend({ user: me }).meta({ id: 'SignedIn' })

export const session = z
  .strictObject({
    id,
    createdAt: timestamp,
    lastUsedAt: timestamp,
    expiresAt: timestamp,
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    current: z.boolean(),
  })
  .meta({ id: 'Session' })
export type SessionView = z.infer<typeof session>
export const sessionPage = page(session)
export const sessionQuery = z.strictObject(pageQuery)
