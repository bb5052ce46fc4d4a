import { buffer } from 'node:stream/consumers'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'

/** All that is in an archive, by name, as another program reads it. */
export async function unzip(archive: Buffer): Promise<Map<string, Buffer>> {
  return unpackAll(
    await fromBufferPromise(archive, { lazyEntries: true, validateEntrySizes: true }),
  )
}

export async function unpackAll(archive: ZipFile): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  for await (const entry of archive.eachEntry() as AsyncIterable<Entry>) {
    found.set(entry.fileName, await buffer(await archive.openReadStreamPromise(entry)))
  }
  return found
}
