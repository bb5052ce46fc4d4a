import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import type { ContentProblem } from '../domain/attachment/problems.js'

export const ARCHIVE_LIMITS = {
  unpackedBytes: 100 * 1_024 * 1_024,
  entries: 1_000,
  /** Of what comes out to what went in. */
  ratio: 100,
  /** An archive may hold archives, which hold none. */
  levels: 2,
  /** A small file may be packed as well as it can be. */
  ratioFromBytes: 1_024 * 1_024,
}

/** What of the limits is used up, over all levels. */
export interface Unpacked {
  bytes: number
  entries: number
  /** Of the file itself. */
  packedBytes: number
}

/** Why an archive is refused. */
export class ArchiveProblem extends Error {
  override name = 'ArchiveProblem'
  readonly problem: ContentProblem

  constructor(problem: ContentProblem) {
    super(problem)
    this.problem = problem
  }
}

export interface ArchiveEntry {
  name: string
  /** What it has unpacked, chunk by chunk; all of it is to be read. */
  read: () => AsyncIterable<Buffer>
}

/**
 * Its entries, in the order of its directory. What comes out is counted as it comes: what an archive says about itself
 * proves nothing.
 */
export async function* readArchive(
  source: string | Buffer,
  unpacked: Unpacked,
): AsyncIterable<ArchiveEntry> {
  const archive = await openArchive(source)
  const seen = new Set<string>()
  try {
    for await (const entry of archive.eachEntry()) {
      unpacked.entries += 1
      if (unpacked.entries > ARCHIVE_LIMITS.entries) throw new ArchiveProblem('unpacks_too_large')
      if (entry.isEncrypted()) throw new ArchiveProblem('encrypted')
      if (!entry.canDecodeFileData()) throw new ArchiveProblem('malformed')
      const name = entry.fileName.toLowerCase() // readers of these files do not tell case apart
      if (seen.has(name)) throw new ArchiveProblem('malformed') // two readers would see two files
      seen.add(name)
      yield { name, read: () => unpack(archive, entry, unpacked) }
    }
  } finally {
    archive.close()
  }
}

async function openArchive(source: string | Buffer): Promise<ZipFile> {
  const options = { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }
  return typeof source === 'string'
    ? openPromise(source, { ...options, autoClose: false })
    : fromBufferPromise(source, options)
}

async function* unpack(archive: ZipFile, entry: Entry, unpacked: Unpacked): AsyncIterable<Buffer> {
  const stream: Readable = await archive.openReadStreamPromise(entry)
  const { unpackedBytes, ratio, ratioFromBytes } = ARCHIVE_LIMITS
  for await (const chunk of stream) {
    const part: Buffer = chunk
    unpacked.bytes += part.length
    const isBomb = unpacked.bytes > ratioFromBytes && unpacked.bytes > ratio * unpacked.packedBytes
    if (unpacked.bytes > unpackedBytes || isBomb) throw new ArchiveProblem('unpacks_too_large')
    yield part
  }
}

/** One entry's content; bounded by the limits of the whole. */
export async function readWhole(entry: ArchiveEntry): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of entry.read()) parts.push(part)
  return Buffer.concat(parts)
}

export async function readThrough(entry: ArchiveEntry): Promise<void> {
  for await (const part of entry.read()) void part
}
