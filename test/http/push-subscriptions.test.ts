import { beforeEach, describe, expect, it } from 'vitest'
import { PUSH_KEYS } from '../support/push-keys.js'
import { startPushService } from '../support/push-service.js'
import { useWorld } from '../support/world.js'

let subscribe: Awaited<ReturnType<typeof startPushService>>['subscribe']
const world = useWorld({
  worker: false,
  env: PUSH_KEYS,
  prepare: async () => {
    const service = await startPushService()
    subscribe = service.subscribe
    return { env: {}, stop: service.stop }
  },
})
const PATH = '/users/me/push_subscriptions'
const save = (who: string, body: unknown) => world.call(who, 'POST', PATH, body)
const list = async (who: string) => (await world.call(who, 'GET', PATH)).body
beforeEach(async () => {
  await world.owner.query('DELETE FROM push_subscription')
})

describe('browsers that are told by push', () => {
  it('are kept, listed with the key to subscribe with, and removed, audited', async () => {
    expect(await list('requester')).toEqual({
      items: [],
      nextCursor: null,
      publicKey: PUSH_KEYS.VAPID_PUBLIC_KEY,
    })
    const asked = subscribe('one')
    const { status, body } = await save('requester', asked)
    expect(status).toBe(201)
    expect((await list('requester')).items).toEqual([
      { id: body.id, endpoint: asked.endpoint, createdAt: expect.any(String), current: true },
    ])
    expect((await list('requester2')).items).toEqual([])
    expect((await world.call('requester2', 'DELETE', `${PATH}/${body.id}`)).status).toBe(404)
    expect((await world.call('requester', 'DELETE', `${PATH}/${body.id}`)).status).toBe(204)
    expect((await world.call('requester', 'DELETE', `${PATH}/${body.id}`)).status).toBe(404)
    expect((await world.call('requester', 'DELETE', `${PATH}/x`)).status).toBe(404)
    const { items } = (
      await world.call('admin', 'GET', `/admin/audit?entity=push_subscription&entityId=${body.id}`)
    ).body
    expect(items.map(({ action }: { action: string }) => action).sort()).toEqual([
      'push_subscription.delete',
      'push_subscription.save',
    ])
  })
  it('that ask again are the same, and are whoever’s asks last', async () => {
    const asked = subscribe('shared')
    const first = await save('requester', asked)
    expect((await save('requester', asked)).body.id).toBe(first.body.id)
    expect((await save('requester2', asked)).body.id).toBe(first.body.id)
    expect((await list('requester')).items).toEqual([])
    expect((await list('requester2')).items).toHaveLength(1)
    // another organization's is its own
    expect((await save('requester@other.test', asked)).body.id).not.toBe(first.body.id)
    expect((await list('requester2')).items).toHaveLength(1)
  })
  it('are ten at most, however many ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 14 }, (_, n) => save('requester', subscribe(`n${n}`))),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10)
    expect(answers.find(({ status }) => status !== 201)).toMatchObject({
      status: 413,
      body: { code: 'quota_exceeded' },
    })
    const [kept] = (await list('requester')).items
    const known = { ...subscribe('n0'), endpoint: kept.endpoint }
    expect((await save('requester', known)).status).toBe(201)
  })
  it.each([
    ['https://127.0.0.1/x', 'endpoint'],
    ['https://[::ffff:169.254.169.254]/x', 'endpoint'],
    ['https://2130706433/x', 'endpoint'],
    ['https://localhost/x', 'endpoint'],
    ['http://push.example/x', 'endpoint'],
    ['https://push.example:22/x', 'endpoint'],
    ['https://me:word@push.example/x', 'endpoint'],
    ['javascript:alert(1)', 'endpoint'],
  ])('are not at %s', async (endpoint, member) => {
    const { status, body } = await save('requester', { ...subscribe('x'), endpoint })
    expect({ status, code: body.code, members: Object.keys(body.details) }).toEqual({
      ...{ status: 400, code: 'validation_failed', members: [member] },
    })
  })
  it('have keys that something can be encrypted for', async () => {
    const { keys, ...rest } = subscribe('x')
    const wrong = [
      { ...keys, p256dh: Buffer.alloc(65, 4).toString('base64url') },
      { ...keys, p256dh: keys.p256dh.slice(0, 40) },
      { ...keys, p256dh: 'no base64!' },
      { ...keys, auth: 'AAAA' },
    ]
    for (const one of wrong) {
      expect((await save('requester', { ...rest, keys: one })).body.code).toBe('validation_failed')
    }
  })
  it('of a session that has ended are kept no more', async () => {
    await save('requester2', subscribe('old'))
    await world.owner.query(
      `UPDATE session s SET revoked_at = now() FROM app_user u
       WHERE u.id = s.user_id AND u.email = 'requester2@demo.test'`,
    )
    expect(await world.db.query('SELECT 1 FROM push_subscription')).toEqual([])
    const asking = {
      ...{ organizationId: await world.organizationId(), most: 10, origin: {} },
      ...{
        userId: await world.userId('requester2'),
        endpoint: 'https://x',
        ...subscribe('x').keys,
      },
    }
    const [session] = await world.db.query<{ id: string }>(
      'SELECT id FROM session WHERE revoked_at IS NOT NULL LIMIT 1',
    )
    const late = { ...asking, sessionId: session?.id }
    expect(await world.db.call('save_push_subscription', late)).toEqual({ kind: 'ended' })
  })
})

describe('text messages', () => {
  it('are not asked for where none are sent', async () => {
    const { status, body } = await world.call('requester', 'PATCH', '/users/me', {
      ...{ phone: '+49 30 123456', notificationChoices: { sms: { ticket_closed: true } } },
    })
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'channel_off' })
  })
})
