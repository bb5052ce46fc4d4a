import { constants, createReadStream, createWriteStream } from 'node:fs'
import {
  copyFile,
  type FileHandle,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  truncate,
  unlink,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { keepWhole, requireKey } from './bytes.js'
import {
  type OwnIntake,
  type Place,
  type Storage,
  StorageAwayError,
  type StoredFile,
} from './storage.js'

const [PRIVATE_FOLDER, PRIVATE_FILE] = [0o700, 0o600]

/** Files in a folder that nobody else may read, outside of anything that is served. Several processes may share it. */
export function createLocalStorage(root: string): Storage {
  const pathTo = ({ place, key }: StoredFile) => {
    const name = requireKey(key)
    return place === 'incoming' ? join(root, place, name) : join(root, place, name.slice(-2), name)
  }
  return {
    description: 'a folder of this server',
    put: (file, content, { size }) => away(() => writeWhole(pathTo(file), content, size)),
    get: (file, range) =>
      away(async () => {
        const path = pathTo(file)
        const found = await sizeUnless404(path)
        if (found === undefined) return undefined
        const part = range === undefined ? {} : { start: range.first, end: range.last }
        return { size: found, stream: createReadStream(path, part) }
      }),
    head: (file) =>
      away(async () => {
        const size = await sizeUnless404(pathTo(file))
        return size === undefined ? undefined : { size }
      }),
    delete: (file) => away(() => rm(pathTo(file), { force: true })),
    check: () => away(() => prepare(root, 'incoming')),
    intake: createIntake(root, pathTo),
  }
}

function createIntake(root: string, pathTo: (file: StoredFile) => string): OwnIntake {
  const incoming = (key: string) => pathTo({ place: 'incoming', key })
  return {
    kind: 'own',
    receive: (key, content, from) =>
      away(async () => {
        await prepare(root, 'incoming')
        const path = incoming(key)
        const begun = from === undefined ? 0 : await beginWith(path, incoming(from.key), from.bytes)
        return append(path, content, begun)
      }),
    sweep: (before) => away(() => sweep(join(root, 'incoming'), before)),
  }
}

/** A copy, so that whoever still writes the part does not write into this. Answers how many bytes it has. */
async function beginWith(path: string, part: string, bytes: number): Promise<number> {
  const there = await sizeUnless404(part)
  if (there === undefined || there < bytes) return 0
  await copyFile(part, path, constants.COPYFILE_FICLONE)
  await truncate(path, bytes)
  return bytes
}

/** A stream that breaks off leaves what came of it. */
async function append(
  path: string,
  content: AsyncIterable<Uint8Array>,
  begun: number,
): Promise<number> {
  const handle = await open(path, begun === 0 ? 'w' : 'r+', PRIVATE_FILE)
  let received = begun
  try {
    for await (const chunk of content) {
      await writeAll(handle, chunk, received)
      received += chunk.length
    }
  } catch (error) {
    if (isOfDisk(error)) throw error
  } finally {
    await handle.datasync().finally(() => handle.close())
  }
  return received
}

async function writeAll(handle: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, position + done)
    done += bytesWritten
  }
}

/** Under a name of its own until all of it is there: a reader finds the whole file or none. */
async function writeWhole(path: string, content: Readable, size: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER })
  const begun = `${path}.${process.pid}.${performance.now()}.part`
  try {
    const target = createWriteStream(begun, { flags: 'wx', mode: PRIVATE_FILE, flush: true })
    await pipeline(content, keepWhole(size), target)
    await rename(begun, path)
  } catch (error) {
    await rm(begun, { force: true })
    throw error
  }
}

async function prepare(root: string, place: Place): Promise<void> {
  await mkdir(join(root, place), { recursive: true, mode: PRIVATE_FOLDER })
}

async function sweep(folder: string, before: number): Promise<number> {
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found === undefined || found.mtimeMs >= before) continue
    await unlink(join(folder, name)).catch(() => undefined)
    removed += 1
  }
  return removed
}

async function sizeUnless404(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (codeIn(error) === 'ENOENT') return undefined
    throw error
  }
}

const OF_DISK = [
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EROFS',
  'EACCES',
  'EPERM',
  'EMFILE',
  'ENFILE',
  'ENOTDIR',
  'ESTALE',
]

function codeIn(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function isOfDisk(error: unknown): boolean {
  return OF_DISK.includes(codeIn(error))
}

async function away<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isOfDisk(error)) throw new StorageAwayError(codeIn(error), { cause: error })
    throw error
  }
}
