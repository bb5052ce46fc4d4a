import { createHmac, timingSafeEqual } from 'node:crypto'

/** What announced a ticket to another system: that event of that version. */
export interface Announcement {
  organizationId: string
  ticketId: string
  version: number
  /** Of the event. */
  seq: number
}

const BODY_BYTES = 40
const MAC_BYTES = 32
export const REPLY_TOKEN = /^[\w-]{96}$/

/** What an announcement is answered by, without signing in. Nothing is kept of it. */
export function signReply(secret: Buffer, announcement: Announcement): string {
  const { organizationId, ticketId, version, seq } = announcement
  const body = Buffer.alloc(BODY_BYTES)
  body.write(organizationId.replaceAll('-', ''), 0, 'hex')
  body.write(ticketId.replaceAll('-', ''), 16, 'hex')
  body.writeUInt32BE(version, 32)
  body.writeUInt32BE(seq, 36)
  return Buffer.concat([body, createHmac('sha256', secret).update(body).digest()]).toString(
    'base64url',
  )
}

/** Undefined for what was never given. */
export function openReply(secrets: readonly Buffer[], token: string): Announcement | undefined {
  if (!REPLY_TOKEN.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== BODY_BYTES + MAC_BYTES) return undefined
  const body = bytes.subarray(0, BODY_BYTES)
  const given = bytes.subarray(BODY_BYTES)
  const isBy = (secret: Buffer) =>
    timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given)
  if (!secrets.some(isBy)) return undefined
  return {
    organizationId: readUuid(body, 0),
    ticketId: readUuid(body, 16),
    version: body.readUInt32BE(32),
    seq: body.readUInt32BE(36),
  }
}

function readUuid(body: Buffer, from: number): string {
  return body
    .toString('hex', from, from + 16)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
