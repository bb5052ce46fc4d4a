import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createS3Storage } from '../../src/storage/s3.js'
import { StorageAwayError, type StoredFile } from '../../src/storage/storage.js'

const PATIENCE = { connectMs: 200, answerMs: 200, silentMs: 300 }
const FILE: StoredFile = { place: 'kept', key: randomUUID() }
const TYPE = 'text/plain'
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function openStore(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens to a port
  const endpoint = `http://127.0.0.1:${port}`
  const keys = { accessKeyId: 'a', secretAccessKey: 's' }
  const place = { endpoint, publicEndpoint: endpoint, region: 'us-east-1', bucket: 'b' }
  return createS3Storage({ ...place, ...keys, forcePathStyle: true }, PATIENCE)
}

/** A piece every so often. */
async function* write(pieces: number, everyMs: number) {
  for (let n = 0; n < pieces; n += 1) {
    await sleep(everyMs)
    yield Buffer.alloc(1_000)
  }
}

describe('an S3 store that falls silent', () => {
  it('is away for whoever asks it', async () => {
    const store = await openStore(() => {})
    const asked = [store.head(FILE), store.get(FILE), store.delete(FILE), store.check()]
    for (const one of await Promise.allSettled(asked)) {
      expect(one).toMatchObject({ status: 'rejected', reason: expect.any(StorageAwayError) })
    }
  }, 10_000)

  it('is away for whoever sends it a file, before its bytes or after them', async () => {
    for (const takes of [false, true]) {
      const store = await openStore((request) => void (takes && request.resume()))
      const size = 20_000_000
      const content = Readable.from([Buffer.alloc(size)])
      const put = store.put(FILE, content, { size, contentType: TYPE })
      await expect(put).rejects.toThrow(StorageAwayError)
      expect(content.destroyed).toBe(true)
    }
  }, 10_000)

  it('is away for whoever reads a file, in the midst of it', async () => {
    const store = await openStore((_request, response) => {
      response.writeHead(200, { 'Content-Length': 10 }).write('hello')
    })
    const found = await store.get(FILE)
    await expect(buffer(found?.stream ?? Readable.from([]))).rejects.toThrow(StorageAwayError)
  }, 10_000)

  it('keeps nobody who does not want it any more', async () => {
    const store = await openStore(() => {})
    const content = Readable.from([Buffer.alloc(5)])
    const ended = new AbortController()
    const { signal } = ended
    const asked = [
      store.put(FILE, content, { size: 5, contentType: TYPE, signal }),
      store.get(FILE, { signal }),
    ]
    setTimeout(() => ended.abort(), 20)
    for (const one of await Promise.allSettled(asked)) {
      const reason = { cause: { name: 'AbortError' } }
      expect(one).toMatchObject({ status: 'rejected', reason })
    }
  })
})

describe('an S3 store that is slow, or whose reader is', () => {
  it('takes a large file for longer than it may think of an answer', async () => {
    const store = await openStore((request, response) => {
      request.resume().once('end', () => response.end())
    })
    const content = Readable.from(write(8, 50))
    await store.put(FILE, content, { size: 8_000, contentType: TYPE })
  })

  it('gives all of a file to who reads it with pauses', async () => {
    const size = 20_000_000
    const store = await openStore((_request, response) => {
      response.writeHead(200, { 'Content-Length': size }).end(Buffer.alloc(size))
    })
    const found = await store.get(FILE)
    const stream = found?.stream ?? Readable.from([])
    stream.once('readable', () => undefined) // the first piece is there, and nobody takes it
    await sleep(3 * PATIENCE.silentMs)
    expect((await buffer(stream)).length).toBe(size)
  })

  it('is left when its reader goes', async () => {
    let gone: Promise<unknown> = Promise.reject(new Error('nobody came'))
    gone.catch(() => {})
    const store = await openStore((request, response) => {
      gone = once(request.socket, 'close')
      response.writeHead(200, { 'Content-Length': 10 }).write('hello')
    })
    const found = await store.get(FILE)
    found?.stream.resume()
    await sleep(20)
    found?.stream.destroy()
    await gone
  })
})
