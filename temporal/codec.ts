import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common'

/** A name, and 32 bytes. */
export interface CodecKey {
  id: string
  secret: Buffer
}

const ENCODING = 'binary/encrypted'
const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** With keys every payload is encrypted by the first and read by whichever wrote it; without them nothing changes. */
export function createDataConverter(keys: readonly CodecKey[]): DataConverter {
  const [first] = keys
  return first === undefined ? {} : { payloadCodecs: [createCodec(first, keys)] }
}

function createCodec(first: CodecKey, keys: readonly CodecKey[]): PayloadCodec {
  const ring = new Map(keys.map((key) => [key.id, key]))
  return {
    encode: async (payloads) => payloads.map((payload) => encrypt(payload, first)),
    // what was written before there was a key stays readable
    decode: async (payloads) =>
      payloads.map((payload) =>
        readText(payload, 'encoding') === ENCODING ? decrypt(payload, ring) : payload,
      ),
  }
}

function encrypt(payload: Payload, { id, secret }: CodecKey): Payload {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, secret, nonce)
  const sealed = Buffer.concat([cipher.update(serialize(payload)), cipher.final()])
  return {
    metadata: { encoding: Buffer.from(ENCODING), 'key-id': Buffer.from(id) },
    data: Buffer.concat([nonce, cipher.getAuthTag(), sealed]),
  }
}

function decrypt(payload: Payload, ring: ReadonlyMap<string, CodecKey>): Payload {
  const id = readText(payload, 'key-id')
  const key = ring.get(id)
  if (key === undefined) throw new Error(`TEMPORAL_CODEC_KEYS has no key ${id}`)
  const data = Buffer.from(payload.data ?? [])
  const tagEnd = NONCE_BYTES + TAG_BYTES
  const decipher = createDecipheriv(ALGORITHM, key.secret, data.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(data.subarray(NONCE_BYTES, tagEnd))
  return deserialize(Buffer.concat([decipher.update(data.subarray(tagEnd)), decipher.final()]))
}

function readText({ metadata }: Payload, name: string): string {
  return Buffer.from(metadata?.[name] ?? []).toString()
}

/** A length before the metadata, the metadata as JSON, and the data as it is. */
function serialize({ metadata, data }: Payload): Buffer {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [
    name,
    Buffer.from(value).toString('base64'),
  ])
  const head = Buffer.from(JSON.stringify(entries))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(head.length)
  return Buffer.concat([length, head, Buffer.from(data ?? [])])
}

function deserialize(plain: Buffer): Payload {
  const end = 4 + plain.readUInt32BE(0)
  const entries = JSON.parse(plain.subarray(4, end).toString()) as [string, string][] // as serialize wrote it
  const metadata = Object.fromEntries(
    entries.map(([name, value]) => [name, Buffer.from(value, 'base64')]),
  )
  return { metadata, data: plain.subarray(end) }
}
