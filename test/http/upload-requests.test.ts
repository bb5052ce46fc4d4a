import { describe, expect, it } from 'vitest'
import { createUploads, TEXT } from '../support/files.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false, env: { UPLOAD_QUOTA_GB: '1' } })
const { request, row } = createUploads(world)
const MB = 1024 ** 2

async function refused(body: object) {
  return (await world.call('requester', 'POST', '/uploads/request', { ...TEXT, size: 5, ...body }))
    .body
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
    await world.owner.query(
      `UPDATE attachment SET status = CASE size WHEN $1 THEN 'infected' ELSE 'failed' END
       WHERE uploaded_by_id = $2 AND size IN ($1, $3)`,
      [400 * MB, await world.userId('requester2'), 100 * MB],
    )
    const file = { ...TEXT, ...large, size: 490 * MB }
    expect((await world.call('requester2', 'POST', '/uploads/request', file)).status).toBe(201)
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
