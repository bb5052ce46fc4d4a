import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLocalStorage } from '../../src/storage/local.js'
import {
  type OwnIntake,
  type Storage,
  StorageAwayError,
  type StoredFile,
} from '../../src/storage/storage.js'

let root: string
let storage: Storage
let intake: OwnIntake
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'perdure-storage-'))
  storage = createLocalStorage(root)
  intake = storage.intake as OwnIntake // a local store takes the bytes in itself
})
afterAll(() => rm(root, { recursive: true, force: true }))

const kept = (key: string = randomUUID()): StoredFile => ({ place: 'kept', key })
const options = (text: string) => ({ size: text.length, contentType: 'text/plain' })

async function read(file: StoredFile, range?: { first: number; last: number }) {
  const found = await storage.get(file, { range })
  return found === undefined ? undefined : String(await buffer(found.stream))
}

/** Says so much, and breaks off. */
async function* breakOff(text: string) {
  yield Buffer.from(text)
  throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
}

describe('a local store', () => {
  it('keeps files by key, whole or in part, until they are deleted', async () => {
    const file = kept()
    await storage.put(file, Readable.from([Buffer.from('hello')]), options('hello'))
    expect(await storage.head(file)).toEqual({ size: 5 })
    expect(await read(file)).toBe('hello')
    expect(await read(file, { first: 1, last: 2 })).toBe('el')
    await storage.delete(file)
    await storage.delete(file)
    expect(await storage.get(file)).toBeUndefined()
    expect(await storage.head(file)).toBeUndefined()
  })

  it('has its places apart, and is nobody else’s to read', async () => {
    const file = kept()
    await storage.put(file, Readable.from([Buffer.from('x')]), options('x'))
    expect(await storage.head({ place: 'incoming', key: file.key })).toBeUndefined()
    const folder = join(root, 'kept', file.key.slice(-2))
    expect((await stat(join(folder, file.key))).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  })

  it.each(['../../etc/passwd', 'a', `${randomUUID()}/..`, `${randomUUID()}\0`])(
    'takes no other name than a UUID: %j',
    async (key) => {
      for (const place of ['incoming', 'kept'] as const) {
        await expect(async () => storage.head({ place, key })).rejects.toThrow('UUID')
        await expect(async () => storage.delete({ place, key })).rejects.toThrow('UUID')
      }
    },
  )

  it.each([['hell'], ['hello!']])('keeps nothing of %j, where 5 bytes were said', async (text) => {
    const file = kept()
    const put = storage.put(file, Readable.from([Buffer.from(text)]), options('hello'))
    await expect(put).rejects.toThrow('bytes than was said')
    expect(await readdir(join(root, 'kept', file.key.slice(-2)))).toEqual([])
  })

  it('keeps nothing of what breaks off, where the whole is put', async () => {
    const file = kept()
    const put = storage.put(file, Readable.from(breakOff('hel')), options('hello'))
    await expect(put).rejects.toThrow('aborted')
    expect(await storage.head(file)).toBeUndefined()
  })

  it('goes on with what came in before it broke off', async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    expect(await intake.receive(first, Readable.from(breakOff('hel')))).toBe(3)
    const from = { key: first, bytes: 3 }
    const rest = Readable.from([Buffer.from('lo')])
    expect(await intake.receive(second, rest, from)).toBe(5)
    expect(await readFile(join(root, 'incoming', second), 'utf8')).toBe('hello')
    expect(await readFile(join(root, 'incoming', first), 'utf8')).toBe('hel')
  })

  it('begins anew where the part is gone', async () => {
    const from = { key: randomUUID(), bytes: 3 }
    expect(await intake.receive(randomUUID(), Readable.from([]), from)).toBe(0)
  })

  it('lists what came in and was written no more since', async () => {
    const key = randomUUID()
    await intake.receive(key, Readable.from(breakOff('x')))
    await writeFile(join(root, 'incoming', 'no-key'), '')
    expect(await storage.listIncoming(Date.now() - 60_000, 100)).toEqual([])
    expect(await storage.listIncoming(Date.now() + 60_000, 100)).toContain(key)
    expect(await storage.listIncoming(Date.now() + 60_000, 1)).toHaveLength(1)
    expect(await storage.listIncoming(Date.now() + 60_000, 100)).not.toContain('no-key')
  })

  /** As a process leaves it that is killed in the middle. */
  async function beginPut(file: StoredFile): Promise<Readable> {
    const content = new Readable({ read() {} })
    content.push('hel')
    storage.put(file, content, options('hello')).catch(() => {})
    const parts = async () =>
      (await readdir(root, { recursive: true })).filter((name) => name.includes(file.key))
    while ((await parts()).length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    return content
  }
  const everything = async () =>
    (await readdir(root, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted()

  it('has nothing left of what a killed process began to put, once it is put again', async () => {
    const file = kept()
    const before = await everything()
    const begun = await beginPut(file)
    expect(await everything()).toHaveLength(before.length + 1)
    await storage.put(file, Readable.from([Buffer.from('hello')]), options('hello'))
    expect(await everything()).toEqual(
      [...before, join(root, 'kept', file.key.slice(-2), file.key)].toSorted(),
    )
    begun.push('lo')
    begun.push(null)
    expect(await read(file)).toBe('hello')
  })

  it('nor once it is deleted', async () => {
    const file = kept()
    const before = await everything()
    const begun = await beginPut(file)
    await storage.delete(file)
    expect(await everything()).toEqual(before)
    begun.destroy()
  })

  it('says that it is away where its folder can not be used', async () => {
    await writeFile(join(root, 'taken'), '')
    const broken = createLocalStorage(join(root, 'taken'))
    await expect(broken.check()).rejects.toThrow(StorageAwayError)
  })
})
