import { CompactSign, compactVerify } from 'jose'
import { z } from 'zod'
import type { KeyRing } from './keys.js'

/** The end of an organization's audit chain at an instant. */
export interface AuditHead {
  organizationId: string
  seq: number
  /** In hexadecimal. */
  hash: string
  at: string
}

/** No token has this type, and no head has a token's: the same keys sign both. */
const TYPE = 'audit-head+jws'

const auditHead = z.object({
  organizationId: z.string(),
  seq: z.int().min(0),
  hash: z.string(),
  at: z.string(),
})

/** As a compact JWS, to be handed out. */
export async function signAuditHead(keys: KeyRing, head: AuditHead): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify(head))
  const header = { alg: 'EdDSA', kid: keys.signing.kid, typ: TYPE }
  return new CompactSign(payload).setProtectedHeader(header).sign(keys.signing.key)
}

/** What was signed; undefined when it was not signed by one of the keys, or is no head. */
export async function readAuditHead(
  verifying: KeyRing['verifying'],
  jws: string,
): Promise<AuditHead | undefined> {
  try {
    const { payload } = await compactVerify(
      jws,
      ({ kid, typ }) => {
        const key = typ === TYPE ? verifying.get(kid ?? '') : undefined
        if (key === undefined) throw new Error('not a key for heads')
        return key
      },
      { algorithms: ['EdDSA'] },
    )
    return auditHead.parse(JSON.parse(new TextDecoder().decode(payload)))
  } catch {
    return undefined
  }
}
