import { createHmac, timingSafeEqual } from 'node:crypto'

const MAC_BYTES = 32

/** Bytes and the proof that they are ours, as a text for addresses. */
export function signBytes(secret: Buffer, body: Buffer): string {
  return Buffer.concat([body, createHmac('sha256', secret).update(body).digest()]).toString(
    'base64url',
  )
}

/**
 * The bytes that were signed by one of the secrets; undefined for what was never given. Bytes and proof fill whole
 * characters where their number can be divided by three: then each text but the one that was given is refused.
 */
export function openBytes(
  secrets: readonly Buffer[],
  token: string,
  length: number,
): Buffer | undefined {
  if (!/^[\w-]+$/.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== length + MAC_BYTES) return undefined
  const body = bytes.subarray(0, length)
  const given = bytes.subarray(length)
  const isBy = (secret: Buffer) =>
    timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given)
  return secrets.some(isBy) ? body : undefined
}

export function readUuid(body: Buffer, from: number): string {
  return body
    .toString('hex', from, from + 16)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
