import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import {
  describeEnd,
  describeEntry,
  describeSizes,
  type Packed,
  startEntry,
} from './zip-records.js'

export interface ZipEntry {
  name: string
  content: AsyncIterable<Uint8Array | string>
  /** What is compressed already is only put in. */
  isCompressed?: boolean
}

/** Fast: what takes the time is what is written into it. */
const LEVEL = 4

/**
 * An archive of what comes, as it comes: whoever reads it sets the pace, and nothing but the list of its entries is held. It
 * may have any size; each entry stays below 4 GB.
 */
export async function* writeZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const list: Packed[] = []
  let written = 0
  for await (const { name, content, isCompressed = false } of entries) {
    const entry = { name, isCompressed, offset: written, crc: 0, size: 0, packedSize: 0 }
    const start = startEntry(entry)
    yield start
    for await (const chunk of isCompressed ? take(entry, content) : deflate(entry, content)) {
      entry.packedSize += chunk.length
      yield chunk
    }
    const sizes = describeSizes(entry)
    yield sizes
    written += start.length + entry.packedSize + sizes.length
    list.push(entry)
  }
  let listed = 0
  for (const entry of list) {
    const described = describeEntry(entry)
    listed += described.length
    yield described
  }
  yield describeEnd({ entries: list.length, offset: written, size: listed })
}

function deflate(entry: Packed, content: ZipEntry['content']): AsyncIterable<Buffer> {
  const packer = createDeflateRaw({ level: LEVEL })
  pipeline(Readable.from(take(entry, content)), packer, () => {}) // whoever reads the packer meets its error
  return packer
}

/** Adds up what the records need to know of it. */
async function* take(entry: Packed, content: ZipEntry['content']): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    entry.crc = crc32(bytes, entry.crc)
    entry.size += bytes.length
    yield bytes
  }
}
