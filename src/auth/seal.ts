import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** The first seals, all open; none: what would be sealed stays readable. */
export type SealKeys = readonly { id: string; secret: Buffer }[]

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const SEALED = 'sealed'

/** A secret as it is kept: nobody reads it who has the database alone. `owner` is whose it is, and opens no other's. */
export function seal(secret: string, owner: string, keys: SealKeys): string {
  const [key] = keys
  if (key === undefined) return secret
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key.secret, nonce).setAAD(Buffer.from(owner))
  const bytes = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  const whole = Buffer.concat([nonce, cipher.getAuthTag(), bytes])
  return [SEALED, key.id, whole.toString('base64url')].join(':')
}

/** What was kept before there was a key is as it was. */
export function unseal(kept: string, owner: string, keys: SealKeys): string {
  const [mark, id, text = ''] = kept.split(':')
  if (mark !== SEALED) return kept
  const key = keys.find((one) => one.id === id)
  if (key === undefined) throw new Error(`TEMPORAL_CODEC_KEYS has no key ${id}`)
  const whole = Buffer.from(text, 'base64url')
  const tagEnd = NONCE_BYTES + TAG_BYTES
  const decipher = createDecipheriv(ALGORITHM, key.secret, whole.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(owner))
    .setAuthTag(whole.subarray(NONCE_BYTES, tagEnd))
  return Buffer.concat([decipher.update(whole.subarray(tagEnd)), decipher.final()]).toString('utf8')
}
