import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { writeJsonList } from '../../src/files/writers/json.js'
import { writeZip, type ZipEntry } from '../../src/files/writers/zip.js'
import { unzip } from '../support/archives.js'
import { SparseArchive } from '../support/sparse-archive.js'

async function* list<T>(...items: T[]): AsyncGenerator<T> {
  yield* items
}

const write = async (...entries: ZipEntry[]) => buffer(writeZip(list(...entries)))

describe('an archive', () => {
  it('is read back by another program, whatever is in it', async () => {
    const random = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7919) % 251))
    const read = await unzip(
      await write(
        { name: 'empty.txt', content: list() },
        {
          name: 'folder/words ü.txt',
          content: list<string | Buffer>('one ', Buffer.from('two'), ' 😀'),
        },
        { name: 'packed.bin', content: list(random, random), isCompressed: true },
      ),
    )
    expect([...read.keys()]).toEqual(['empty.txt', 'folder/words ü.txt', 'packed.bin'])
    expect(String(read.get('folder/words ü.txt'))).toBe('one two 😀')
    expect(read.get('packed.bin')?.equals(Buffer.concat([random, random]))).toBe(true)
    expect(await unzip(await write())).toEqual(new Map())
  })
  it('has more than 65,535 entries', async () => {
    async function* many(): AsyncGenerator<ZipEntry> {
      for (let i = 0; i < 70_000; i += 1) {
        yield { name: `${i}`, content: list(), isCompressed: true }
      }
    }
    const archive = new SparseArchive()
    await archive.keep(writeZip(many()))
    expect((await archive.open()).entryCount).toBe(70_000)
  })
  it('has more than 4 GB', async () => {
    const block = Buffer.alloc(64 * 1_024 * 1_024)
    const large = { content: list(...Array.from({ length: 33 }, () => block)), isCompressed: true }
    const again = { ...large, content: list(...Array.from({ length: 33 }, () => block)) }
    const archive = new SparseArchive()
    const last = { name: 'last.txt', content: list('the last words') }
    await archive.keep(
      writeZip(list<ZipEntry>({ name: 'one', ...large }, { name: 'two', ...again }, last)),
    )
    expect(archive.size).toBeGreaterThan(2 ** 32)
    const zip = await archive.open()
    const sizes: number[] = []
    for await (const entry of zip.eachEntry()) {
      sizes.push(entry.uncompressedSize)
      if (entry.fileName !== 'last.txt') continue
      expect(String(await buffer(await zip.openReadStreamPromise(entry)))).toBe('the last words')
    }
    expect(sizes).toEqual([33 * block.length, 33 * block.length, 14])
  })
  it('ends where what is to be in it fails, or where nobody wants it any more', async () => {
    async function* failing(): AsyncGenerator<string> {
      yield 'a'
      throw new Error('no more')
    }
    await expect(write({ name: 'x', content: failing() })).rejects.toThrow('no more')
    let isClosed = false
    async function* endless(): AsyncGenerator<string> {
      try {
        for (;;) yield 'x'.repeat(65_536)
      } finally {
        isClosed = true
      }
    }
    for await (const _chunk of writeZip(
      list({ name: 'x', content: endless(), isCompressed: true }),
    )) {
      if (_chunk.length > 1_000) break
    }
    expect(isClosed).toBe(true)
  })
  it.each([[[]], [[[{ n: 1 }]]], [[[{ n: 1 }, { n: 2 }], [], [{ n: 3 }]]]])(
    'has lists in JSON: %j',
    async (batches: object[][]) => {
      const written = await text(Readable.from(writeJsonList(list(...batches))))
      expect(JSON.parse(written)).toEqual(batches.flat())
    },
  )
})
