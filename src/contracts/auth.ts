import { z } from 'zod'
import { id, page, pageQuery, text, timestamp } from './common.js'
import { me } from './profile.js'

export const loginBody = z.strictObject({
  login: z.string().min(1).max(320),
  password: z.string().min(1).max(1024),
  organization: z.string().min(1).max(100).optional(),
  totp: z.string().max(20).optional().meta({
    description:
      'The code of a second factor, or a recovery code. Of an account that has none it is not looked at.',
  }),
})

/** Compared in small letters; whatever can be written to is an address. */
export const email = text(320)
  .regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/, 'must be a mail address')
  .transform((value) => value.toLowerCase())
  .meta({ example: 'rosa@example.org' })

/** Judged by rules that need more than its form: too long is enough to refuse here. */
const newPassword = z
  .string()
  .max(1024)
  .meta({ description: '12 to 128 characters, none of those that are guessed first' })

const organization = z
  .string()
  .min(1)
  .max(100)
  .optional()
  .meta({ description: 'Its slug; left out where there is one alone' })

/** It stands in mails to an address that nobody has verified: what could be read as a link is no name. */
const givenName = text(100).regex(/^[^/:@<>]*$/, 'must be a name')

export const registerBody = z.strictObject({
  email,
  password: newPassword,
  firstName: givenName,
  lastName: givenName,
  organization,
  departmentId: id.optional(),
})

export const registered = z
  .strictObject({
    companyId: z.string().meta({ description: 'The employee code, which is a login' }),
    status: z.literal('pending'),
  })
  .meta({ id: 'Registered' })

export const forgotPasswordBody = z.strictObject({
  login: text(320).meta({ description: 'Mail address or employee code' }),
  organization,
})
export const resetPasswordBody = z.strictObject({ token: text(200), newPassword })
export const changePasswordBody = z.strictObject({
  currentPassword: z.string().min(1).max(1024),
  newPassword,
})

const code = z.string().min(1).max(20)

/** Shown this once. */
export const totpEnrolment = z
  .strictObject({
    secret: z.string().meta({ description: 'Base32, to be typed into an authenticator' }),
    otpauthUrl: z.string().meta({ description: 'The same as a QR code shows it' }),
  })
  .meta({ id: 'TotpEnrolment' })
export const confirmTotpBody = z.strictObject({ totp: code })
export const recoveryCodes = z
  .strictObject({
    recoveryCodes: z
      .array(z.string())
      .meta({ description: 'Each stands for a code once; they are shown this once' }),
  })
  .meta({ id: 'RecoveryCodes' })
export const turnOffTotpBody = z.strictObject({
  totp: code.meta({ description: 'A code of it, or a recovery code' }),
})

export const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(200) })

export const tokens = z
  .strictObject({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.int() })
  .meta({ id: 'Tokens' })

export const signedIn = tokens.extend({ user: me }).meta({ id: 'SignedIn' })

export const startOidcQuery = z.strictObject({
  organization,
  challenge: z
    .string()
    .regex(/^[\w-]{43}$/, 'must be a SHA-256 in base64url')
    .optional()
    .meta({
      description:
        'Of a random secret that the front end keeps, and shows as `verifier` when it exchanges the code: needed where there is a front end',
    }),
})
/** What providers add is theirs. */
export const oidcCallbackQuery = z.looseObject({
  code: z.string().optional(),
  state: z.string().optional(),
  error: z.string().optional(),
})
export const redeemOidcBody = z.strictObject({
  code: text(200),
  verifier: z.string().max(200).optional(),
  totp: z.string().max(20).optional(),
})

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
