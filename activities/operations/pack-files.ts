import type { ZipEntry } from '../../src/files/writers/zip.js'
import type { UploadedFile } from '../../src/read/person/files.js'
import type { Storage } from '../../src/storage/storage.js'

const LONGEST_NAME = 120

/** Their bytes, as they are kept; of what is gone by then the ids are noted. */
export async function* packFiles(
  storage: Storage,
  batches: AsyncIterable<readonly UploadedFile[]>,
  gone: Set<string>,
): AsyncGenerator<ZipEntry> {
  for await (const batch of batches) {
    for (const file of batch) {
      if (file.storageKey === null) continue
      const content = await storage.get({ place: 'kept', key: file.storageKey })
      if (content === undefined) gone.add(file.id)
      else
        yield { name: nameInArchive(file), content: content.stream, isCompressed: isPacked(file) }
    }
  }
}

/** What is shown of them: where in the archive they are, null for what it has not. */
export async function* listFiles(
  batches: AsyncIterable<readonly UploadedFile[]>,
  gone: ReadonlySet<string>,
): AsyncGenerator<object[]> {
  for await (const batch of batches) {
    yield batch.map(({ storageKey, ...file }) => ({
      ...file,
      path: storageKey === null || gone.has(file.id) ? null : nameInArchive(file),
    }))
  }
}

/** Whoever unpacks it gets no other folder, and a name that every system takes. */
function nameInArchive({ id, fileName }: Pick<UploadedFile, 'id' | 'fileName'>): string {
  const name = fileName.replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, '_').replace(/[. ]+$/, '_')
  return `files/${id}-${[...name].slice(-LONGEST_NAME).join('')}`
}

function isPacked({ contentType }: UploadedFile): boolean {
  return !/^text\/|json|xml$/.test(contentType)
}
