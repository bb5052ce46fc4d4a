import { randomUUID } from 'node:crypto'
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
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isKey, keepWhole, requireKey } from './bytes.js'
import {
  type OwnIntake,
  type Place,
  type PutOptions,
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
  const partsFolder = ({ key }: StoredFile) => join(root, 'begun', requireKey(key))
  return {
    description: 'a folder of this server',
    put: (file, content, options) =>
      away(() => writeWhole(pathTo(file), partsFolder(file), content, options)),
    get: (file, { range } = {}) =>
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
    delete: (file) =>
      away(async () => {
        await rm(pathTo(file), { force: true })
        await rm(partsFolder(file), { recursive: true, force: true })
      }),
    listIncoming: (before, limit) =>
      away(() => listOlder(join(root, 'incoming'), before).then((keys) => keys.slice(0, limit))),
    check: () => away(() => prepare(root, 'incoming')),
    intake: createIntake(root, pathTo, partsFolder),
  }
}

type PathTo = (file: StoredFile) => string

function createIntake(root: string, pathTo: PathTo, partsFolder: PathTo): OwnIntake {
  const incoming = (key: string) => pathTo({ place: 'incoming', key })
  const parts = (key: string) => partsFolder({ place: 'incoming', key })
  return {
    kind: 'own',
    receive: (key, content, from) =>
      away(async () => {
        await prepare(root, 'incoming')
        const path = incoming(key)
        const begun =
          from === undefined
            ? 0
            : await beginWith(path, { part: incoming(from.key), bytes: from.bytes }, parts(key))
        return append(path, content, begun)
      }),
  }
}

/**
 * A copy, so that whoever still writes the part does not write into this; it never has more bytes than it is to begin
 * with, or it would seem whole. Answers how many these are.
 */
async function beginWith(
  path: string,
  { part, bytes }: { part: string; bytes: number },
  parts: string,
): Promise<number> {
  const there = await sizeUnless404(part)
  if (there === undefined || there < bytes) return 0
  await mkdir(parts, { recursive: true, mode: PRIVATE_FOLDER })
  const copy = join(parts, randomUUID())
  await copyFile(part, copy, constants.COPYFILE_FICLONE)
  await truncate(copy, bytes)
  await rename(copy, path)
  await rm(parts, { recursive: true, force: true })
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

/**
 * Elsewhere until all of it is there: a reader finds the whole file or none. What killed tries have begun goes with the
 * one that ends; another that is still at it fails, and finds the file when it is repeated.
 */
async function writeWhole(
  path: string,
  parts: string,
  content: Readable,
  { size, signal }: PutOptions,
): Promise<void> {
  const part = join(parts, randomUUID())
  try {
    for (const folder of [dirname(path), parts]) {
      await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER })
    }
    const target = createWriteStream(part, { flags: 'wx', mode: PRIVATE_FILE, flush: true })
    await pipeline(content, keepWhole(size), target, { signal })
    await rename(part, path)
    await rm(parts, { recursive: true, force: true })
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function prepare(root: string, place: Place): Promise<void> {
  await mkdir(join(root, place), { recursive: true, mode: PRIVATE_FOLDER })
}

async function listOlder(folder: string, before: number): Promise<string[]> {
  const older: string[] = []
  for (const name of (await readdir(folder).catch(() => [])).filter(isKey)) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found !== undefined && found.mtimeMs < before) older.push(name)
  }
  return older
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
