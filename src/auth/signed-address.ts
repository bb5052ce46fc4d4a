import { createHmac, timingSafeEqual } from 'node:crypto'

export interface SignedAddress {
  /** What it may be used for: a file is sent to it, or an export is had from it. */
  method: 'PUT' | 'GET'
  organizationId: string
  key: string
  /** In seconds since 1970. */
  expires: number
}

/** Whoever has the address may do this with this file, and nothing else: method, file and end are signed. */
export function signAddress(
  secret: Buffer,
  { method, organizationId, key, expires }: SignedAddress,
): string {
  return createHmac('sha256', secret)
    .update([method, organizationId, key, expires].join('\n'))
    .digest('base64url')
}

export function isSignedAddress(
  secret: Buffer,
  address: SignedAddress,
  signature: string,
): boolean {
  const [expected, given] = [signAddress(secret, address), signature].map((text) =>
    Buffer.from(text),
  )
  if (expected === undefined || given === undefined) return false
  return expected.length === given.length && timingSafeEqual(expected, given)
}
