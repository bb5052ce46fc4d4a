import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createUploads, TEXT } from '../support/files.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false, env: { UPLOAD_QUOTA_GB: '1' } })
const { request, send, upload } = createUploads(world)
const MB = 1024 ** 2

async function row(key: string) {
  const [found] = await world.db.query<Record<string, any>>(
    'SELECT * FROM attachment WHERE id = $1',
    [key],
  )
  return found
}

async function refused(body: object) {
  return (await world.call('requester', 'POST', '/uploads/request', { ...TEXT, size: 5, ...body }))
    .body
}

const read = async (answer: Response): Promise<any> => answer.json()

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

describe('asking where to send a file', () => {
  it('gives a key, and an address that is good for an hour', async () => {
    const size = 5
    const answer = await world.call('requester', 'POST', '/uploads/request', { ...TEXT, size })
    expect(answer.status).toBe(201)
    const { key, method, url, headers, expiresAt, maxSize, received } = answer.body
    expect(answer.headers.get('location')).toBe(`/api/v1/attachments/${key}`)
    expect({ method, maxSize, received }).toEqual({ method: 'PUT', maxSize: 500 * MB, received: 0 })
    expect(headers).toEqual({ 'Content-Type': 'text/plain' })
    expect(new URL(url).pathname).toBe(`/api/v1/uploads/${key}`)
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(3_500_000)
    expect(await row(key)).toMatchObject({ status: 'uploading', file_name: 'note.txt' })
  })

  it('takes the listed types alone, where name and content type agree', async () => {
    expect(await refused({ fileName: 'a.exe' })).toMatchObject({
      status: 415,
      code: 'type_not_allowed',
    })
    expect(await refused({ contentType: 'image/png' })).toMatchObject({ code: 'type_not_allowed' })
  })

  it('takes large files from who knows that they are, and none that is larger', async () => {
    expect(await refused({ size: 250 * MB + 1 })).toMatchObject({
      status: 400,
      code: 'too_large_for_client',
    })
    expect(await refused({ size: 500 * MB + 1, acknowledgeLarge: true })).toMatchObject({
      status: 413,
      code: 'too_large',
    })
  })

  it('leaves room for others: a user’s files are bounded together', async () => {
    const large = { size: 400 * MB, acknowledgeLarge: true }
    await request('requester2', 'x', large)
    const full = { ...TEXT, ...large, size: 500 * MB }
    await world.call('requester2', 'POST', '/uploads/request', full)
    const both = [1, 2].map(() =>
      world.call('requester2', 'POST', '/uploads/request', { ...TEXT, size: 100 * MB }),
    )
    const statuses = (await Promise.all(both)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([201, 413])
    const over = await world.call('requester2', 'POST', '/uploads/request', {
      ...TEXT,
      size: 30 * MB,
    })
    expect(over.body).toMatchObject({ status: 413, code: 'quota_exceeded' })
  })

  it.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\me\\note.txt', 'note.txt'],
    ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie: x=1.txt'],
    ['photo\u202Egpj.txt', 'photogpj.txt'],
    [' ünïcode 日本.txt ', 'ünïcode 日本.txt'],
  ])('keeps of the name %j what is a name', async (fileName, kept) => {
    const { key } = await request('requester', 'x', { fileName })
    expect((await row(key))?.file_name).toBe(kept)
  })

  it.each([
    { fileName: '' },
    { fileName: '///' },
    { size: 0 },
    { size: 1.5 },
    { sha256: 'x' },
    { more: 1 },
  ])('refuses %j', async (body) => {
    expect(await refused(body)).toMatchObject({ status: 400, code: 'validation_failed' })
  })

  it('is done once under one key', async () => {
    const once = () =>
      world.call(
        'requester',
        'POST',
        '/uploads/request',
        { ...TEXT, size: 7 },
        { 'Idempotency-Key': 'up-1' },
      )
    expect((await once()).body).toEqual((await once()).body)
  })
})

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
})

describe('an address', () => {
  it('is good for nothing but what was signed', async () => {
    const [target, other] = [
      await request('requester', 'hello'),
      await request('requester', 'hello'),
    ]
    const change = (name: string, value: string) => {
      const url = new URL(target.url)
      url.searchParams.set(name, value)
      return url.href
    }
    const later = String(Math.floor(Date.now() / 1000) + 999_999)
    const signature = new URL(target.url).searchParams.get('signature') ?? ''
    const forged = [
      change('signature', `${signature.slice(0, -2)}xx`),
      change('signature', 'x'),
      change('expires', later),
      change('organization', crypto.randomUUID()),
      target.url.replace(target.key, other.key),
    ]
    for (const url of forged) {
      const answer = await send({ ...target, url }, 'hello')
      expect([answer.status, (await read(answer)).code], url).toEqual([403, 'forbidden'])
    }
    expect((await row(target.key))?.status).toBe('uploading')
    expect((await world.app.request(target.url)).status).toBe(405)
  })

  it('is good for its hour', async () => {
    const target = await request('requester', 'hello')
    const url = new URL(target.url)
    url.searchParams.set('expires', '1000')
    expect((await send({ ...target, url: url.href }, 'hello')).status).toBe(403)
  })

  it('is given again to whoever has asked for it, and has the token', async () => {
    const { key, retryToken } = await request('requester', 'hello')
    const retry = async (who: string, token: string) =>
      (await world.call(who, 'POST', `/uploads/${key}/retry`, { retryToken: token })).body
    expect(await retry('requester', 'wrong')).toMatchObject({ status: 403, code: 'forbidden' })
    expect(await retry('requester2', retryToken)).toMatchObject({ code: 'attachment_not_found' })
    expect(await retry('requester@other.test', retryToken)).toMatchObject({ status: 404 })
    expect(await retry('requester', retryToken)).toMatchObject({ key, received: 0 })
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
