import { openBytes, readUuid, signBytes } from './signed-bytes.js'

/** What announced a ticket to another system: that event of that version. */
export interface Announcement {
  organizationId: string
  ticketId: string
  version: number
  /** Of the event. */
  seq: number
}

const BODY_BYTES = 40
export const REPLY_TOKEN = /^[\w-]{96}$/

/** What an announcement is answered by, without signing in. Nothing is kept of it. */
export function signReply(secret: Buffer, announcement: Announcement): string {
  const { organizationId, ticketId, version, seq } = announcement
  const body = Buffer.alloc(BODY_BYTES)
  body.write(organizationId.replaceAll('-', ''), 0, 'hex')
  body.write(ticketId.replaceAll('-', ''), 16, 'hex')
  body.writeUInt32BE(version, 32)
  body.writeUInt32BE(seq, 36)
  return signBytes(secret, body)
}

/** Undefined for what was never given. */
export function openReply(secrets: readonly Buffer[], token: string): Announcement | undefined {
  if (!REPLY_TOKEN.test(token)) return undefined
  const body = openBytes(secrets, token, BODY_BYTES)
  if (body === undefined) return undefined
  return {
    organizationId: readUuid(body, 0),
    ticketId: readUuid(body, 16),
    version: body.readUInt32BE(32),
    seq: body.readUInt32BE(36),
  }
}
