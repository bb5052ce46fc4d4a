import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import type { StoredFile } from '../../src/storage/storage.js'
import { sweepFiles } from '../../src/write/retention/sweep-files.js'
import { createUploads } from '../support/files.js'
import { NO_VERSITYGW, startS3, VERSITYGW } from '../support/versitygw.js'
import { useWorld } from '../support/world.js'

let s3: Awaited<ReturnType<typeof startS3>>
const prepare = async () => {
  s3 = await startS3()
  return { env: s3.env, stop: s3.remove }
}

if (VERSITYGW === undefined) console.log(NO_VERSITYGW)

describe.skipIf(VERSITYGW === undefined)('files in an S3 store', () => {
  const world = useWorld({ prepare })
  const { request } = createUploads(world)
  const put = (url: string, content: string, headers: Record<string, string>) =>
    fetch(url, { method: 'PUT', body: content, headers })
  const uploaded = async (who: string, content = 'hello') => {
    const target = await request(who, content)
    expect((await put(target.url, content, target.headers)).status).toBe(200)
    return target
  }
  const status = async (id: string) =>
    (await world.call('requester', 'GET', `/attachments/${id}`)).body.status

  it('are kept by key, whole or in part, until they are deleted', async () => {
    const file: StoredFile = { place: 'kept', key: randomUUID() }
    const options = { size: 5, contentType: 'text/plain' }
    const { storage } = world
    await storage.put(file, Readable.from([Buffer.from('hello')]), options)
    expect(await storage.head(file)).toEqual({ size: 5 })
    const part = await storage.get(file, { range: { first: 1, last: 2 } })
    expect([part?.size, String(await buffer(part?.stream ?? Readable.from([])))]).toEqual([5, 'el'])
    await storage.delete(file)
    await storage.delete(file)
    expect(await storage.head(file)).toBeUndefined()
    expect(await storage.get(file)).toBeUndefined()
    await expect(storage.put(file, Readable.from([Buffer.from('hell')]), options)).rejects.toThrow()
    expect(await storage.head(file)).toBeUndefined()
  })

  it('are sent there straight, and are in when the store has them', async () => {
    const { key } = await uploaded('requester')
    const ticket = await world.file('requester', { attachments: [key] })
    expect(ticket.attachments[0]?.status).not.toBe('uploading')
  })

  it('are found by the worker, whoever does not attach them', async () => {
    const { key } = await uploaded('requester')
    await world.until(async () => (await status(key)) !== 'uploading', 40_000)
  })

  it('are not in before', async () => {
    const { key, retryToken } = await request('requester', 'hello')
    const body = await world.newTicket({ attachments: [key] })
    const filed = await world.call('requester', 'POST', '/tickets', body)
    expect(filed.body).toMatchObject({ code: 'upload_incomplete' })
    const draft = await world.call<TicketView>('requester', 'POST', '/tickets', {
      ...body,
      isDraft: true,
    })
    const again = await world.call('requester', 'POST', `/uploads/${key}/retry`, { retryToken })
    expect(again.body.received).toBe(0)
    await put(again.body.url, 'hello', again.body.headers)
    const handed = await world.call('requester', 'PATCH', `/tickets/${draft.body.id}`, {
      isDraft: false,
    })
    expect(handed.body).toMatchObject({ status: 'submitted' })
  })

  it('are taken by the address that was signed, and nothing else is', async () => {
    const { url, headers } = await request('requester', 'hello')
    const forge = (change: (url: URL) => void) => {
      const forged = new URL(url)
      change(forged)
      return forged.href
    }
    const refused = [
      put(
        forge((one) => one.searchParams.set('X-Amz-Signature', 'f'.repeat(64))),
        'hello',
        headers,
      ),
      put(
        forge((one) => one.searchParams.set('X-Amz-Expires', '99999')),
        'hello',
        headers,
      ),
      put(
        forge((one) => {
          one.pathname = `${one.pathname}x`
        }),
        'hello',
        headers,
      ),
      put(url, 'hello, and more', headers),
      put(url, 'hello', { 'Content-Type': 'text/html' }),
      fetch(url),
      fetch(url, { method: 'DELETE' }),
    ]
    for (const answer of await Promise.all(refused))
      expect(answer.status).toBeGreaterThanOrEqual(400)
    expect((await put(url, 'hello', headers)).status).toBe(200)
  })

  it('are not taken by this server', async () => {
    const { key } = await request('requester', 'hello')
    const query = `organization=${await world.organizationId()}&expires=9999999999&signature=x`
    const answer = await world.app.request(`/api/v1/uploads/${key}?${query}`, {
      method: 'PUT',
      body: 'hello',
    })
    expect(answer.status).toBe(403)
  })

  it('are not kept where somebody sends them by an address whose file is gone', async () => {
    const { key, url, headers } = await request('requester', 'hello')
    expect((await world.call('requester', 'DELETE', `/attachments/${key}`)).status).toBe(204)
    await world.until(async () => {
      const named = 'SELECT FROM attachment WHERE id = $1 AND incoming_key IS NOT NULL'
      return (await world.db.query(named, [key])).length === 0
    })
    expect((await put(url, 'hello', headers)).status).toBe(200)
    const file: StoredFile = { place: 'incoming', key }
    expect(await world.storage.head(file)).toEqual({ size: 5 })
    const waiting = await request('requester', 'hello')
    await put(waiting.url, 'hello', waiting.headers)
    await sweepFiles({ db: world.db, storage: world.storage, now: () => Date.now() + 3_700_000 })
    expect(await world.storage.head(file)).toBeUndefined()
    await world.file('requester', { attachments: [waiting.key] }) // its bytes are there
  })

  it('wait while the store is away: they may be asked for, and are sent, attached and kept after it', async () => {
    const sent = await uploaded('requester')
    await s3.stop()
    const target = await request('requester', 'later') // needs no store
    await expect(put(target.url, 'later', target.headers)).rejects.toThrow()
    const refused = [
      await world.call('requester', 'POST', `/uploads/${target.key}/retry`, {
        retryToken: target.retryToken,
      }),
      await world.call('requester', 'POST', '/tickets', {
        ...(await world.newTicket({ attachments: [target.key] })),
      }),
    ]
    for (const { status, body } of refused) {
      expect({ status, code: body.code }).toEqual({ status: 503, code: 'unavailable' })
    }
    expect(['uploading', 'processing']).toContain(await status(sent.key))
    await s3.start()
    expect((await put(target.url, 'later', target.headers)).status).toBe(200)
    await world.file('requester', { attachments: [target.key, sent.key] })
    for (const key of [target.key, sent.key]) {
      await world.until(async () => (await status(key)) === 'ok', 90_000)
    }
  })

  it('are out of reach while the store is away, in words, and there again', async () => {
    const { key } = await uploaded('requester')
    await world.file('requester', { attachments: [key] })
    await world.until(async () => (await status(key)) === 'ok', 40_000)
    const download = async () =>
      world.app.request(`/api/v1/attachments/${key}/download`, {
        headers: { Authorization: `Bearer ${await world.token('requester')}` },
      })
    expect(await (await download()).text()).toBe('hello')
    await s3.stop()
    const away = await download()
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await away.json()).toMatchObject({ code: 'unavailable' })
    await world.until(async () => {
      const { storage } = ((await (await world.app.request('/readyz')).json()) as any).dependencies
      return storage.ok === false
    })
    await s3.start()
    expect(await (await download()).text()).toBe('hello')
    expect((await world.app.request('/readyz')).status).toBe(200)
  })
})
