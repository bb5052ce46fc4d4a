import { describe, expect, it } from 'vitest'
import { createFiles } from '../support/files.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { request, upload, settle, attached, read, audited } = createFiles(world)

const download = async (
  who: string,
  id: string,
  headers: Record<string, string> = {},
  query = '',
) =>
  world.app.request(`/api/v1/attachments/${id}/download${query}`, {
    headers: { Authorization: `Bearer ${await world.token(who)}`, ...headers },
  })
const problem = async (answer: Response) => {
  const { status, code } = (await answer.json()) as { status: number; code: string }
  return { status, code }
}

describe('a file', () => {
  it('can be had as it was sent, to be saved, and nothing that a page would run', async () => {
    const { key } = await attached('hello', { fileName: 'näme "1" (x).txt' })
    const answer = await download('moderator', key)
    expect(await answer.text()).toBe('hello')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '5',
      'content-disposition': `attachment; filename="n_me _1_ (x).txt"; filename*=UTF-8''n%C3%A4me%20%221%22%20%28x%29.txt`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': 'sandbox',
      'cache-control': 'private, no-cache',
      'accept-ranges': 'bytes',
    })
    expect(answer.headers.get('x-request-id')).toBeTruthy()
  })

  it.each([
    ['bytes=1-2', 206, 'el', 'bytes 1-2/5'],
    ['bytes=3-', 206, 'lo', 'bytes 3-4/5'],
    ['bytes=-2', 206, 'lo', 'bytes 3-4/5'],
    ['bytes=0-999', 206, 'hello', 'bytes 0-4/5'],
    ['bytes=-999', 206, 'hello', 'bytes 0-4/5'],
    ['bytes=2-1', 200, 'hello', null],
    ['bytes=0-1,3-4', 200, 'hello', null],
    ['lines=1-2', 200, 'hello', null],
  ])('can be had in parts: %s', async (range, status, text, contentRange) => {
    const { key } = await attached()
    const answer = await download('requester', key, { Range: range })
    expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([
      ...[status, text, contentRange],
    ])
  })

  it('has no part beyond its end', async () => {
    const { key } = await attached()
    for (const range of ['bytes=5-', 'bytes=9-12', 'bytes=-0']) {
      const answer = await download('requester', key, { Range: range })
      expect(await problem(answer), range).toEqual({ status: 416, code: 'range_not_satisfiable' })
    }
  })

  it('is not sent again to who has it, and whole to who has another', async () => {
    const { key } = await attached()
    const etag = (await download('requester', key)).headers.get('etag') ?? ''
    expect((await download('requester', key, { 'If-None-Match': etag })).status).toBe(304)
    const other = { Range: 'bytes=1-2', 'If-Range': '"another"' }
    expect((await download('requester', key, other)).status).toBe(200)
    const same = { Range: 'bytes=1-2', 'If-Range': etag }
    expect((await download('requester', key, same)).status).toBe(206)
  })

  it.each(['bytes=1-', 'bytes=-4'])(
    'is not had without a trace by asking for %s',
    async (Range) => {
      const { key } = await attached()
      const read = async () => {
        const { body } = await world.call('requester', 'GET', `/attachments/${key}`)
        const query = `action=attachment.download&entityId=${key}`
        const { items } = (await world.call('admin', 'GET', `/admin/audit?${query}`)).body
        return { count: body.downloadCount, entries: items.length }
      }
      for (let i = 0; i < 3; i += 1) await download('moderator', key, { Range })
      expect(await read()).toEqual({ count: 1, entries: 1 })
      await world.owner.query('ALTER TABLE audit_entry DISABLE TRIGGER USER') // entries are not changed otherwise
      const earlier = `UPDATE audit_entry SET at = at - interval '61 seconds' WHERE entity_id = $1`
      await world.owner.query(earlier, [key])
      await world.owner.query('ALTER TABLE audit_entry ENABLE TRIGGER USER')
      await download('moderator', key, { Range })
      expect(await read()).toEqual({ count: 1, entries: 2 })
      await download('requester', key, { Range })
      expect(await read()).toEqual({ count: 2, entries: 3 })
    },
  )

  it('is counted, and audited, once for each who begins to have it', async () => {
    const { key } = await attached()
    await download('requester', key)
    await download('moderator', key, { Range: 'bytes=0-1' })
    await download('moderator', key, { Range: 'bytes=2-' })
    const { body } = await world.call('requester', 'GET', `/attachments/${key}`)
    expect(body.downloadCount).toBe(2)
    const audited = await world.db.query(
      `SELECT 1 FROM audit_entry WHERE action = 'attachment.download' AND entity_id = $1`,
      [key],
    )
    expect(audited).toHaveLength(2)
  })

  it('has a variant for browsers where one was made, which they get unless they say otherwise', async () => {
    const key = await upload('requester', 'raw', { fileName: 'a.png', contentType: 'image/png' })
    await settle(key, 'ok', { content: 'made', contentType: 'image/webp' })
    const web = await download('requester', key)
    expect([await web.text(), web.headers.get('content-type')]).toEqual(['made', 'image/webp'])
    expect(web.headers.get('content-disposition')).toContain('filename="a.webp"')
    const original = await download('requester', key, {}, '?variant=original')
    expect([await original.text(), original.headers.get('content-type')]).toEqual([
      ...['raw', 'application/octet-stream'],
    ])
    const { key: plain } = await attached()
    // a key that was chosen before anything was made
    await world.owner.query('UPDATE attachment SET web_storage_key = id::text WHERE id = $1', [
      plain,
    ])
    expect(await (await download('requester', plain)).text()).toBe('hello')
    expect((await download('requester', plain, {}, '?variant=web')).status).toBe(404)
    expect((await download('requester', plain, {}, '?variant=thumb')).status).toBe(400)
  })

  it('can be had when it is ok, not before, and not otherwise', async () => {
    const { key: uploading } = await request('requester', 'hello')
    const processing = await upload('requester')
    const notReady = { status: 409, code: 'not_ready' }
    expect(await problem(await download('requester', uploading))).toEqual(notReady)
    expect(await problem(await download('requester', processing))).toEqual(notReady)
    for (const status of ['failed', 'infected'] as const) {
      const key = await upload('requester')
      await settle(key, status)
      expect(await problem(await download('requester', key))).toEqual({ status: 410, code: 'gone' })
    }
  })

  it('says what it is to who asks for its headers alone, and is not counted for it', async () => {
    const { key } = await attached()
    const answer = await world.app.request(`/api/v1/attachments/${key}/download`, {
      method: 'HEAD',
      headers: { Authorization: `Bearer ${await world.token('requester')}` },
    })
    expect([answer.status, answer.headers.get('content-length')]).toEqual([200, '5'])
    expect((await world.call('requester', 'GET', `/attachments/${key}`)).body.downloadCount).toBe(0)
  })
})

describe('who may read a file', () => {
  it('is its uploader alone, until it is attached; then who sees the ticket', async () => {
    const key = await upload('requester')
    expect(await read('requester', key)).toBe(200)
    for (const who of ['requester2', 'moderator', 'admin', 'requester@other.test']) {
      expect(await read(who, key), who).toBe(404)
    }
    await world.file('requester', { attachments: [key] })
    expect(await read('moderator', key)).toBe(200)
    for (const who of ['requester2', 'it.agent', 'requester@other.test']) {
      expect(await read(who, key), who).toBe(404)
      expect((await download(who, key)).status, who).toBe(404)
    }
    expect(await read('requester', 'x')).toBe(404)
  })

  it('is of an internal message’s file who may read that, on every road', async () => {
    const { id } = await world.file()
    const key = await upload('moderator')
    await settle(key)
    const internal = { body: 'secret', visibility: 'internal', attachments: [key] }
    await world.call('moderator', 'POST', `/tickets/${id}/messages`, internal)
    expect(await read('moderator', key)).toBe(200)
    expect(await read('requester', key)).toBe(404)
    expect((await download('requester', key)).status).toBe(404)
    const shown = async (who: string, path: string) =>
      JSON.stringify((await world.call(who, 'GET', path)).body)
    for (const path of [`/tickets/${id}`, `/tickets/${id}/timeline`, `/tickets/${id}/messages`]) {
      expect(await shown('requester', path), path).not.toContain(key)
    }
    expect(await shown('moderator', `/tickets/${id}/timeline`)).toContain(key)
  })
})

describe('a picture', () => {
  const set = (avatar: string | null, who = 'requester') =>
    world.call(who, 'PATCH', '/users/me', { avatar })
  const picture = { fileName: 'me.png', contentType: 'image/png' }
  const get = async (who: string, id: string) =>
    world.app.request(`/api/v1/users/${id}/avatar`, {
      headers: { Authorization: `Bearer ${await world.token(who)}` },
    })

  it('of oneself is seen by the whole organization, once it is ok', async () => {
    const key = await upload('requester2', 'raw', picture)
    expect((await set(key, 'requester2')).body.avatar).toBe(key)
    const id = await world.userId('requester2')
    expect((await get('it.agent', id)).status).toBe(409)
    await settle(key, 'ok', { content: 'made', contentType: 'image/webp' })
    const answer = await get('it.agent', id)
    expect([await answer.text(), answer.headers.get('content-type')]).toEqual([
      'made',
      'image/webp',
    ])
    expect((await get('requester2', 'me')).status).toBe(200)
    expect((await get('requester@other.test', id)).status).toBe(404)
    expect((await set(key, 'requester2')).status).toBe(200)
    expect((await set(null, 'requester2')).body.avatar).toBeNull()
    expect((await get('it.agent', id)).status).toBe(404)
    const changed = 'user.update requester2@demo.test'
    expect(await audited(id)).toEqual([`${changed} ${key}`, `${changed} ${key}`])
  })

  it('is an image of one’s own whose bytes are in, and attached nowhere', async () => {
    expect((await set(await upload('requester'))).body).toMatchObject({
      code: 'attachment_not_found',
    })
    const theirs = await upload('moderator', 'x', picture)
    expect((await set(theirs)).body).toMatchObject({ code: 'attachment_not_found' })
    expect((await set('x')).body).toMatchObject({ code: 'attachment_not_found' })
    const { key } = await request('requester', 'x', picture)
    expect((await set(key)).body).toMatchObject({ code: 'upload_incomplete' })
    const mine = await upload('requester', 'x', picture)
    await set(mine)
    const body = await world.newTicket({ attachments: [mine] })
    const attach = await world.call('requester', 'POST', '/tickets', body)
    expect(attach.body).toMatchObject({ code: 'attachment_not_found' })
  })
})
