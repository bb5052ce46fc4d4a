import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { WrittenArchive } from '../../src/write/retention-runs/open-part.js'
import type { OperationDeps, Work } from '../operations/work.js'

/**
 * Writes records as NDJSON to this machine's disk, and from there to where files are kept. A page of them is held at a time;
 * the same again writes over it.
 */
export async function archivePart(
  { storage }: Pick<OperationDeps, 'storage'>,
  { folder, signal }: Pick<Work, 'folder' | 'signal'>,
  key: string,
  records: AsyncIterable<object>,
): Promise<WrittenArchive> {
  const path = join(folder, 'archive.ndjson')
  const hash = createHash('sha256')
  let [count, size] = [0, 0]
  async function* lines() {
    for await (const record of records) {
      const line = Buffer.from(`${JSON.stringify(record)}\n`)
      hash.update(line)
      count += 1
      size += line.length
      yield line
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path, { mode: 0o600 }), { signal })
  const contentType = 'application/x-ndjson'
  const target = { place: 'kept', key } as const
  await storage.put(target, createReadStream(path), { size, contentType, signal })
  return { records: count, size, sha256: hash.digest('hex') }
}
