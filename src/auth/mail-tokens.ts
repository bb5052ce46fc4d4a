import { createHmac, timingSafeEqual } from 'node:crypto'
import { readUuid } from './signed-bytes.js'

const ID_BYTES = 16
/** An address has room for 64 characters before its `@`; half of a digest is as good as no guess. */
const MAC_BYTES = 16
/** Capitals are lost on the way. */
const DIGITS = 'abcdefghijklmnopqrstuvwxyz234567'
const MAIL_TOKEN = /^[a-z2-7]{52}$/

interface Answered {
  organizationId: string
  ticketId: string
}

/** What the address has that mails about a ticket are answered to. Nothing is kept of it. */
export function signMailToken(secret: Buffer, answered: Answered): string {
  const id = Buffer.from(answered.ticketId.replaceAll('-', ''), 'hex')
  return encode(Buffer.concat([id, computeMac(secret, answered)]))
}

/** The ticket, of a token of that organization; undefined for what was never given. */
export function openMailToken(
  secrets: readonly Buffer[],
  organizationId: string,
  token: string,
): string | undefined {
  if (!MAIL_TOKEN.test(token)) return undefined
  const bytes = decode(token)
  if (encode(bytes) !== token) return undefined // its last character has bits to spare
  const ticketId = readUuid(bytes, 0)
  const given = bytes.subarray(ID_BYTES, ID_BYTES + MAC_BYTES)
  const isBy = (secret: Buffer) =>
    timingSafeEqual(computeMac(secret, { organizationId, ticketId }), given)
  return secrets.some(isBy) ? ticketId : undefined
}

function computeMac(secret: Buffer, { organizationId, ticketId }: Answered): Buffer {
  const digest = createHmac('sha256', secret).update(`${organizationId}/${ticketId}`).digest()
  return digest.subarray(0, MAC_BYTES)
}

function encode(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const fives = bits.match(/.{1,5}/g) ?? []
  return fives.map((five) => DIGITS[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

function decode(token: string): Buffer {
  const bits = [...token].map((digit) => DIGITS.indexOf(digit).toString(2).padStart(5, '0'))
  const eights = bits.join('').match(/.{8}/g) ?? []
  return Buffer.from(eights.map((eight) => Number.parseInt(eight, 2)))
}
