import { randomBytes } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { refuse } from '../domain/errors.js'
import { hashToken } from '../write/users/derive-token.js'
import type { KeyRing } from './keys.js'

export const ACCESS_TOKEN_SECONDS = 600
const AUDIENCE = 'perdure-api'

export interface AccessClaims {
  userId: string
  organizationId: string
  sessionId: string
}

/** What a sign-in and a refresh answer. */
export interface TokenPair {
  accessToken: string
  refreshToken: string
  expiresIn: number
}

export interface Tokens {
  sign(claims: AccessClaims): Promise<string>
  /** Throws `unauthenticated` for anything but a token of ours in its time. */
  verify(token: string): Promise<AccessClaims>
}

/** A token that was verified is known until it expires: verifying costs as much as the whole rest of a read. */
const MAX_KNOWN = 10_000

export function createTokens(ring: KeyRing, issuer: string, now: () => number): Tokens {
  const known = new Map<string, { claims: AccessClaims; untilMs: number }>()
  return {
    sign: ({ userId, organizationId, sessionId }) =>
      new SignJWT({ tenant: organizationId, sid: sessionId })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: ring.signing.kid })
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setSubject(userId)
        .setJti(randomBytes(12).toString('base64url'))
        .setIssuedAt()
        .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
        .sign(ring.signing.key),
    verify: async (token) => {
      const before = known.get(token)
      if (before !== undefined && now() < before.untilMs) return before.claims
      known.delete(token)
      try {
        const { payload } = await jwtVerify(
          token,
          (header) => {
            const key = header.kid === undefined ? undefined : ring.verifying.get(header.kid)
            if (key === undefined) throw new errors.JWKSNoMatchingKey()
            return key
          },
          { issuer, audience: AUDIENCE, algorithms: ['EdDSA'], typ: 'at+jwt', clockTolerance: 5 },
        )
        const { sub, tenant, sid, exp = 0 } = payload
        if (typeof sub !== 'string' || typeof tenant !== 'string' || typeof sid !== 'string') {
          throw new errors.JWTInvalid()
        }
        const claims = { userId: sub, organizationId: tenant, sessionId: sid }
        if (known.size >= MAX_KNOWN) known.clear()
        known.set(token, { claims, untilMs: exp * 1000 })
        return claims
      } catch (error) {
        if (error instanceof errors.JOSEError) {
          return refuse('unauthenticated', 'The access token is not valid; sign in again.')
        }
        throw error
      }
    },
  }
}

/** An opaque secret of 256 bits and what is stored of it. */
export function newSecret(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}
