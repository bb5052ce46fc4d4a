import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MadeFile } from '../../src/write/operations/settle.js'
import type { OperationDeps, Work } from './work.js'

/**
 * Writes what comes to this machine's disk, and from there to where files are kept: these want to know the size of what
 * they get. Memory is that of a few pieces, however large the file is.
 */
export async function makeFile(
  { storage }: OperationDeps,
  { operation, folder, signal }: Work,
  { name, contentType }: Omit<MadeFile, 'size'>,
  content: AsyncIterable<Uint8Array | string>,
): Promise<MadeFile> {
  const path = join(folder, 'made')
  await pipeline(Readable.from(content), createWriteStream(path, { mode: 0o600 }), { signal })
  const { size } = await stat(path)
  const target = { place: 'kept', key: operation.fileKey } as const
  await storage.put(target, createReadStream(path), { size, contentType, signal })
  return { name, size, contentType }
}
