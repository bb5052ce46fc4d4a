import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOutbound, type Outbound } from '../../src/outbound/outbound.js'
import { createCommandPath } from '../support/command-path.js'
import { type Receiver, startReceiver } from '../support/webhook-receiver.js'
import { createHooks } from '../support/webhooks.js'
import { useWorld } from '../support/world.js'

let receiver: Receiver
let outbound: Outbound
const world = useWorld({ worker: false })
const { make, listen, deliver, list } = createHooks(world, () => outbound)
const { give, readState, carryOutDeadline } = createCommandPath(world)
const admin = (method: string, path: string, body?: object) =>
  world.call('admin', method, `/admin/webhooks${path}`, body)

beforeAll(async () => {
  receiver = await startReceiver()
  outbound = createOutbound(world.config.outbound.webhookRules)
})
afterAll(async () => {
  await outbound.close()
  await receiver.stop()
})
beforeEach(() => {
  receiver.received.length = 0
  receiver.state.wrong = 0
})

describe('a webhook', () => {
  it('is kept like all that admins keep, and its secret is shown once', async () => {
    const body = { name: 'Shop', url: receiver.url, events: ['ticket.*', 'user.created'] }
    const made = await admin('POST', '', { ...body, headers: { 'X-Key': 'k' } })
    expect(made).toMatchObject({
      status: 201,
      body: { ...body, active: true, internal: false, disabledReason: null },
    })
    const { id, secret } = made.body
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const read = await admin('GET', `/${id}`)
    expect(read.body).toMatchObject({ ...body, headers: { 'X-Key': 'k' } })
    const audit = await world.call('admin', 'GET', `/admin/audit?entityId=${id}`)
    expect(audit.body.items[0]).toMatchObject({ action: 'webhook.create' })
    expect(JSON.stringify([read.body, audit.body])).not.toContain(secret)
    expect((await admin('POST', '', { ...body, name: 'shop' })).body.code).toBe('duplicate_name')
    expect((await admin('PATCH', `/${id}`, { active: false })).body.active).toBe(false)
    expect((await admin('POST', `/${id}/test`)).body.code).toBe('channel_off')
    expect((await admin('DELETE', `/${id}`)).status).toBe(204)
    expect((await admin('GET', `/${id}`)).status).toBe(404)
    expect((await admin('POST', `/${id}/restore`)).status).toBe(200)
  })
  it.each([
    ['http://example.org/x', 'no encryption'],
    ['https://127.0.0.1/x', 'this machine'],
    ['http://localhost:8080/', 'its name'],
    ['https://2130706433/', 'a decimal'],
    ['https://0177.0.0.1/', 'an octal'],
    ['https://[::ffff:127.0.0.1]/', 'one of IPv4 in IPv6'],
    ['https://10.1.2.3/', 'a neighbour'],
    ['https://169.254.169.254/latest', 'the cloud itself'],
    ['https://user:secret@example.org/', 'a password in it'],
    ['https://example.org:22/', 'another port'],
    ['ftp://example.org/', 'another protocol'],
  ])('is not told at %s: %s', async (url) => {
    const refused = await admin('POST', '', { name: url, url, events: ['*'] })
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', details: { url: [expect.any(String)] } },
    })
    const { id } = await make({ url: receiver.url })
    expect((await admin('PATCH', `/${id}`, { url })).status).toBe(400)
  })
  it('asks for events that there are, and sets no header of the request itself', async () => {
    const body = { name: 'y', url: receiver.url, events: ['*'] }
    for (const wrong of [
      { events: ['ticket.exploded'] },
      { events: [] },
      { headers: { 'Webhook-Id': '1' } },
      { headers: { Host: 'x' } },
      { headers: { a: 'b\r\nc: d' } },
      { secret: 'whsec_x' },
    ]) {
      expect((await admin('POST', '', { ...body, ...wrong })).status).toBe(400)
    }
  })
})

describe('what a webhook is told', () => {
  it('is signed, whole, numbered for its entity, and nothing from before it', async () => {
    const before = await world.file()
    const { id, secret } = await make({ url: receiver.url, headers: { Authorization: 'Basic x' } })
    receiver.state.secret = secret
    const ticket = await world.file()
    await world.call('requester', 'POST', `/tickets/${ticket.id}/messages`, { body: 'Hello' })
    await listen()
    await deliver(id)
    const told = receiver.received
    expect(receiver.state.wrong).toBe(0)
    expect(told.filter(({ data }) => data.id === before.id)).toEqual([])
    expect(told.map(({ type, sequence }) => [type, sequence])).toEqual([
      ['ticket.created', 1],
      ['ticket.submitted', 2],
      ['message.created', 3],
    ])
    expect(told[0]?.data).toMatchObject({
      ...{ id: ticket.id, number: ticket.number, title: ticket.title, status: 'submitted' },
      ...{ requester: { name: expect.any(String) }, attachments: [] },
    })
    expect(told[0]?.data).not.toHaveProperty('allowedCommands')
    expect(told[2]?.data).toMatchObject({ ticketId: ticket.id, body: 'Hello' })
    expect(told[0]?.headers).toMatchObject({
      ...{ authorization: 'Basic x', 'content-type': 'application/json' },
      'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
    })
    const [newest] = await list(id)
    expect(newest).toMatchObject({
      ...{ type: 'message.created', status: 'delivered', sequence: 3, webhookId: id },
      attempts: [{ at: expect.any(String), status: 204, ms: expect.any(Number) }],
    })
    const query = '?status=delivered&type=ticket.created&limit=1&count=true'
    const some = await admin('GET', `/${id}/deliveries${query}`)
    expect(some.body).toMatchObject({ items: [{ sequence: 1 }], total: 1, nextCursor: null })
    const one = await admin('GET', `/deliveries/${newest?.id}`)
    expect(JSON.parse(one.body.body)).toMatchObject({ type: 'message.created', sequence: 3 })
    const foreign = `/admin/webhooks/deliveries/${newest?.id}`
    expect((await world.call('admin@other.test', 'GET', foreign)).status).toBe(404)
  })
  it('is what it asks for, and no internal word', async () => {
    const { id, secret } = await make({ url: receiver.url, events: ['message.*', 'department.*'] })
    receiver.state.secret = secret
    const ticket = await world.file()
    const say = (body: string, visibility: string) =>
      world.call('moderator', 'POST', `/tickets/${ticket.id}/messages`, { body, visibility })
    await say('hush', 'internal')
    await say('hello', 'public')
    const name = { name: 'Law', code: 'LAW' }
    await world.call('admin', 'POST', '/admin/departments', name)
    await listen()
    await deliver(id)
    expect(receiver.received.map(({ type }) => type).sort()).toEqual([
      'department.created',
      'message.created',
    ])
    expect(JSON.stringify(receiver.received)).not.toContain('hush')
    expect(receiver.received.find(({ type }) => type === 'department.created')?.data).toMatchObject(
      name,
    )
  })
  it('says what was undone, which clock it is about, and at how much of its time that warns', async () => {
    const { id, secret } = await make({ url: receiver.url, events: ['ticket.undone', 'sla.*'] })
    receiver.state.secret = secret
    const ticket = await world.file()
    await give('moderator', ticket.id, 'approve')
    await give('moderator', ticket.id, 'undo')
    const assigneeId = await world.userId('it.agent')
    await give('moderator', ticket.id, 'approve')
    await give('moderator', ticket.id, 'assign', { payload: { assigneeId } })
    await give('it.agent', ticket.id, 'start')
    await world.call('it.agent', 'POST', `/tickets/${ticket.id}/messages`, { body: 'I am on it' })
    const { resolution } = (await readState(ticket.id)).deadlines
    if (resolution === undefined) throw new Error('there is nothing to warn of')
    const due = { kind: 'resolution', ...resolution } as const
    await carryOutDeadline(ticket.id, due, `${ticket.id}/warn`, resolution.at)
    await listen()
    await deliver(id)
    const told = receiver.received.map(({ type, data }) => [type, data.undone ?? data.clock])
    expect(told).toContainEqual(['ticket.undone', { command: 'approve', at: expect.any(String) }])
    expect(told).toContainEqual(['sla.met', { kind: 'first_response' }])
    const warned = { kind: 'resolution', dueAt: expect.any(String), percent: 75 }
    expect(told).toContainEqual(['sla.warning', warned])
  })
  it('shows staff’s view where it is internal', async () => {
    const [plain, internal] = [
      await make({ url: receiver.url }),
      await make({ url: receiver.url, internal: true }),
    ]
    const company = { company: 'Acme', userId: await world.userId('requester2') }
    expect((await world.call('admin', 'POST', '/admin/customers', company)).status).toBe(201)
    await world.file('requester2')
    await listen()
    await deliver(plain.id)
    const seen = () => receiver.received.find(({ type }) => type === 'ticket.created')?.data
    expect(seen()?.customer).toBeNull()
    receiver.received.length = 0
    await deliver(internal.id)
    expect(seen()?.customer).toMatchObject({ name: 'Acme' })
  })
  it('can be tried, sent again one by one or by the day, and signed by two secrets for a day', async () => {
    const { id, secret } = await make({ url: receiver.url, events: ['ticket.created'] })
    receiver.state.secret = secret
    const trial = await admin('POST', `/${id}/test`)
    expect(trial).toMatchObject({ status: 202, body: { type: 'webhook.test', status: 'pending' } })
    await world.file()
    await listen()
    await deliver(id)
    const ids = receiver.received.map((one) => one.id)
    expect(ids).toHaveLength(2)
    const rotated = await admin('POST', `/${id}/rotate_secret`)
    expect(Date.parse(rotated.body.formerUntil) - Date.now()).toBeGreaterThan(86_000_000)
    expect((await admin('POST', `/deliveries/${ids[0]}/replay`)).body.status).toBe('pending')
    await deliver(id)
    receiver.state.secret = rotated.body.secret
    const today = { from: '2026-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' }
    expect((await admin('POST', `/${id}/replay`, today)).body).toEqual({ replayed: 2 })
    await deliver(id)
    expect(receiver.received.map((one) => one.id).sort()).toEqual([...ids, ...ids, ids[0]].sort())
    expect(receiver.state.wrong).toBe(0)
    await world.db.query(
      `UPDATE webhook SET former_secrets = jsonb_set(former_secrets, '{0,until}', '"2026-01-01"') WHERE id = $1`,
      [id],
    )
    receiver.state.secret = secret
    await admin('POST', `/deliveries/${ids[0]}/replay`)
    await deliver(id)
    expect(receiver.state.wrong).toBe(1)
    const stored = await world.db.query(
      'SELECT secret, former_secrets FROM webhook WHERE id = $1',
      [id],
    )
    if (world.config.temporal.codecKeys.length > 0) {
      expect(JSON.stringify(stored)).not.toContain(secret)
    }
  })
})
