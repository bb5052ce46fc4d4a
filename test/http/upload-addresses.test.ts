import { describe, expect, it } from 'vitest'
import { loadKeyRing } from '../../src/auth/keys.js'
import { signAddress } from '../../src/auth/signed-address.js'
import { read } from '../support/answers.js'
import { createUploads } from '../support/files.js'
import { sharedKeys } from '../support/instances.js'
import { useWorld } from '../support/world.js'

const keys = await sharedKeys()
const { uploadSecret } = await loadKeyRing({ inline: keys.SIGNING_KEYS ?? '' })
const world = useWorld({ worker: false, env: keys })
const { request, send, row } = createUploads(world)

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

  it('is good for its hour, and not a second longer', async () => {
    const target = await request('requester', 'hello')
    const organizationId = await world.organizationId()
    const putUntil = (expires: number) => {
      const url = new URL(target.url)
      const address = { method: 'PUT', organizationId, key: target.key, expires } as const
      url.searchParams.set('expires', String(expires))
      url.searchParams.set('signature', signAddress(uploadSecret, address))
      return send({ ...target, url: url.href }, 'hello')
    }
    const now = Math.floor(Date.now() / 1_000)
    const late = await putUntil(now - 1)
    expect([late.status, (await read(late)).code]).toEqual([403, 'forbidden'])
    expect((await row(target.key))?.status).toBe('uploading')
    expect((await putUntil(now + 60)).status).toBe(200)
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
