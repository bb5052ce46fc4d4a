import { EncryptJWT, jwtDecrypt } from 'jose'
import { z } from 'zod'

export const ATTEMPT_COOKIE = 'perdure_oidc'
export const ATTEMPT_SECONDS = 600

const kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  organizationId: z.string(),
  challenge: z.string().nullable(),
})
/** What the browser that began keeps until it comes back; it can't read it. */
export type KeptAttempt = z.infer<typeof kept>

/** Any instance can read it, and none has to remember it. */
export function sealAttempt(secret: Buffer, attempt: KeptAttempt): Promise<string> {
  return new EncryptJWT(attempt)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt()
    .setExpirationTime(`${ATTEMPT_SECONDS}s`)
    .encrypt(secret)
}

/** Undefined for none, for one that is over, and for one that no instance has made. */
export async function openAttempt(
  secret: Buffer,
  cookie: string | undefined,
): Promise<KeptAttempt | undefined> {
  try {
    const { payload } = await jwtDecrypt(cookie ?? '', secret, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      requiredClaims: ['exp'],
    })
    return kept.parse(payload)
  } catch {
    return undefined
  }
}
