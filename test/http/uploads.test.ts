import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { read } from '../support/answers.js'
import { createUploads } from '../support/files.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { request, send, upload, row } = createUploads(world)

const MB = 1024 ** 2

/** Comes piece by piece, and breaks off at the end. */
function breaking(...pieces: string[]): ReadableStream {
  const left = [...pieces]
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 50)) // what was not read yet is lost with the connection
      const piece = left.shift()
      if (piece === undefined) controller.error(new Error('the connection broke'))
      else controller.enqueue(Buffer.from(piece))
    },
  })
}

describe('sending the bytes', () => {
  it('has them processed as soon as they are all in', async () => {
    const target = await request('requester', 'hello')
    const answer = await send(target, 'hello')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ key: target.key, received: 5 })
    const { status, incoming_key } = (await row(target.key)) ?? {}
    expect(status).toBe('processing')
    const stored = await world.db.query(
      `SELECT 1 FROM outbox WHERE kind = 'attachment' AND entity_id = $1`,
      [target.key],
    )
    expect(stored).toHaveLength(1)
    expect(incoming_key).not.toBe(target.key)
  })

  it('is answered again when it is sent again, and changes nothing', async () => {
    const target = await request('requester', 'hello')
    await send(target, 'hello')
    const before = await row(target.key)
    expect((await send(target, 'HELLO')).status).toBe(200)
    expect(await row(target.key)).toEqual(before)
  })

  it.each([
    ['hell', 400, 'validation_failed'],
    ['hello!', 413, 'too_large'],
  ])('refuses another length than was said: %j', async (content, status, code) => {
    const answer = await send(await request('requester', 'hello'), content)
    expect([answer.status, (await read(answer)).code]).toEqual([status, code])
  })

  it('counts the bytes of who does not say how many there are', async () => {
    const target = await request('requester', 'hello')
    const stream = (text: string) => new Response(text).body ?? new ReadableStream()
    const long = await send(target, stream('hello!!!'))
    expect([long.status, (await read(long)).code]).toEqual([413, 'too_large'])
    const short = await send(target, stream('hel'))
    expect([short.status, (await read(short)).code]).toEqual([409, 'upload_incomplete'])
    expect((await send(target, stream('hello'))).status).toBe(200)
  })

  it('goes on where it broke off', async () => {
    const content = 'a long story, in two parts'
    const target = await request('requester', content)
    await send(target, breaking('a long ', 'story'), { 'Content-Length': String(content.length) })
    const again = await world.call('requester', 'POST', `/uploads/${target.key}/retry`, {
      retryToken: target.retryToken,
    })
    expect(again.body).toMatchObject({
      key: target.key,
      received: 12,
      retryToken: target.retryToken,
    })
    const rest = content.slice(12)
    const range = `bytes 12-${content.length - 1}/${content.length}`
    const answer = await send({ ...target, url: again.body.url }, rest, { 'Content-Range': range })
    expect(answer.status).toBe(200)
    const { incoming_key: key } = (await row(target.key)) ?? {}
    const file = await world.storage.get({ place: 'incoming', key })
    const bytes = createHash('sha256')
    for await (const chunk of file?.stream ?? []) bytes.update(chunk)
    expect(bytes.digest('hex')).toBe(createHash('sha256').update(content).digest('hex'))
  })

  it('may break off before anybody reads of it', async () => {
    const target = await request('requester', 'hello')
    const broken = new ReadableStream({
      start: (controller) => controller.error(new Error('the connection broke')),
    })
    expect((await send(target, broken, { 'Content-Length': '5' })).status).toBe(409)
    expect((await send(target, 'hello')).status).toBe(200)
  })

  it('may begin anew after it broke off', async () => {
    const target = await request('requester', 'hello')
    await send(target, breaking('hel'), { 'Content-Length': '5' })
    expect((await send(target, 'hello')).status).toBe(200)
  })

  it.each(['bytes 3-9/10', 'bytes 3-3/5', 'bytes 9-4/5', 'bytes */5', 'items 0-4/5'])(
    'refuses a range that can not be: %s',
    async (range) => {
      const target = await request('requester', 'hello')
      const answer = await send(target, 'lo', { 'Content-Range': range })
      expect(answer.status).toBe(400)
    },
  )

  it('says from where to go on, where it is sent from elsewhere', async () => {
    const target = await request('requester', 'hello')
    await send(target, breaking('hel'), { 'Content-Length': '5' })
    const answer = await send(target, 'o', { 'Content-Range': 'bytes 4-4/5' })
    expect(await answer.json()).toMatchObject({
      code: 'upload_incomplete',
      details: { received: 3 },
    })
  })

  it.each(['asked for again', 'attached'])(
    'is in where its process died with the last byte, once it is %s',
    async (how) => {
      const { key, retryToken } = await request('requester', 'hello')
      const bytes = crypto.randomUUID()
      await world.db.query('UPDATE attachment SET incoming_key = $2 WHERE id = $1', [key, bytes])
      const { intake } = world.storage
      if (intake.kind === 'own') await intake.receive(bytes, Readable.from([Buffer.from('hello')]))
      if (how === 'attached') await world.file('requester', { attachments: [key] })
      const retry = { retryToken }
      const again = await world.call('requester', 'POST', `/uploads/${key}/retry`, retry)
      expect(again.body.received).toBe(5)
      expect(await row(key)).toMatchObject({ status: 'processing', incoming_key: bytes })
    },
  )

  it('is one try’s alone: of two at once the file is one of them, whole', async () => {
    const content = 'x'.repeat(200_000)
    const target = await request('requester', content)
    const tries = await Promise.all([1, 2, 3].map(() => send(target, content)))
    const statuses = tries.map(({ status }) => status)
    expect(statuses).toContain(200)
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true)
    const { incoming_key: key, status } = (await row(target.key)) ?? {}
    expect(status).toBe('processing')
    expect(await world.storage.head({ place: 'incoming', key })).toEqual({ size: content.length })
  })

  it('stops the try before it: of a file there are two copies at most, however many are begun', async () => {
    const [begun, size] = [4 * MB, 4 * MB + 1]
    const target = await request('requester', Buffer.alloc(size, 'a'))
    await send(target, breaking('a'.repeat(begun)))
    const folder = join(world.config.storage.folder, 'incoming')
    const stored = async () => {
      const files = (await readdir(folder)).map((name) => stat(join(folder, name)))
      return (await Promise.all(files)).reduce((sum, { size }) => sum + size, 0)
    }
    const before = await stored()
    const range = { 'Content-Range': `bytes ${begun}-${begun}/${size}` }
    const answers: Promise<Response>[] = []
    for (let n = 0; n < 6; n += 1) {
      const key = (await row(target.key))?.incoming_key
      answers.push(Promise.resolve(send(target, new ReadableStream(), range))) // it says nothing
      await world.until(async () => {
        const now = (await row(target.key))?.incoming_key
        const there = await world.storage.head({ place: 'incoming', key: now })
        return now !== key && there?.size === begun
      })
    }
    expect((await stored()) - before).toBeLessThanOrEqual(begun)
    expect((await send(target, 'a', range)).status).toBe(200)
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array(6).fill(409))
    expect((await stored()) - before).toBe(1)
  })

  it('ends where another process has begun a later try', async () => {
    const size = 20 * MB
    const target = await request('requester2', 'x', { size })
    let sent = 0
    const body = new ReadableStream({
      async pull(controller) {
        sent += 1
        controller.enqueue(Buffer.alloc(MB))
        if (sent === 4) {
          const later = 'UPDATE attachment SET incoming_key = gen_random_uuid()::text WHERE id = $1'
          await world.db.query(later, [target.key])
        }
        if (sent === 20) controller.close()
      },
    })
    expect((await send(target, body)).status).toBe(409)
    expect(sent).toBeLessThan(15)
  })
})

it('what was done is in the audit log, and said to the uploader’s own room', async () => {
  const key = await upload('requester')
  const audited = await world.db.query<{ action: string }>(
    'SELECT action FROM audit_entry WHERE entity_id = $1 ORDER BY id',
    [key],
  )
  expect(audited.map(({ action }) => action)).toEqual(['attachment.request', 'attachment.upload'])
  const [event] = await world.db.query<{ rooms: string[]; data: object }>(
    `SELECT rooms, data FROM stream_event WHERE type = 'attachment:updated' AND data->>'id' = $1`,
    [key],
  )
  expect(event?.rooms).toEqual([`user:${await world.userId('requester')}`])
  expect(event?.data).toMatchObject({ id: key, status: 'processing' })
})
