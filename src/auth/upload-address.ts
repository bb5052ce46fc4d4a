import { createHmac, timingSafeEqual } from 'node:crypto'

export interface UploadAddress {
  organizationId: string
  key: string
  /** In seconds since 1970. */
  expires: number
}

/** Whoever has the address may send these bytes, and do nothing else: method, file and end are signed. */
export function signUpload(
  secret: Buffer,
  { organizationId, key, expires }: UploadAddress,
): string {
  return createHmac('sha256', secret)
    .update(['PUT', organizationId, key, expires].join('\n'))
    .digest('base64url')
}

export function isSignedUpload(secret: Buffer, address: UploadAddress, signature: string): boolean {
  const [expected, given] = [signUpload(secret, address), signature].map((text) =>
    Buffer.from(text),
  )
  if (expected === undefined || given === undefined) return false
  return expected.length === given.length && timingSafeEqual(expected, given)
}
