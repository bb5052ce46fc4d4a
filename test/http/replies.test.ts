import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOutbound, type Outbound } from '../../src/outbound/outbound.js'
import { createCommandPath } from '../support/command-path.js'
import { keepKeys } from '../support/letters.js'
import { type Receiver, startReceiver } from '../support/webhook-receiver.js'
import { createHooks } from '../support/webhooks.js'
import { useWorld } from '../support/world.js'

let receiver: Receiver
let outbound: Outbound
let base = ''
const world = useWorld({ worker: false, env: await keepKeys() })
const { make, listen, deliver } = createHooks(
  world,
  () => outbound,
  () => base,
)
const { give } = createCommandPath(world)
let hook = { id: '', secret: '' }

beforeAll(async () => {
  receiver = await startReceiver()
  outbound = createOutbound(world.config.outbound.webhookRules)
  base = 'http://help.example/api/v1'
  hook = await make({ url: receiver.url, events: ['ticket.opened'] })
  receiver.state.secret = hook.secret
})
afterAll(async () => {
  await outbound.close()
  await receiver.stop()
})
beforeEach(() => {
  receiver.received.length = 0
})

/** The path at which another system answers what it was told of the ticket. */
async function announce(ticketId: string): Promise<string> {
  await give('moderator', ticketId, 'approve')
  await listen()
  await deliver(hook.id)
  const told = receiver.received.filter(({ data }) => data.id === ticketId).at(-1)
  const { replyUrl } = told?.data ?? {}
  expect(replyUrl).toMatch(/^http:\/\/help\.example\/api\/v1\/hooks\/tickets\/[\w-]{96}$/)
  return String(replyUrl).replace(base, '')
}
const answer = (path: string, body: object, headers = {}) =>
  world.call(null, 'POST', path, body, headers)
const read = async (id: string) => (await world.call('moderator', 'GET', `/tickets/${id}`)).body
const said = async (id: string) =>
  (await world.call('requester', 'GET', `/tickets/${id}/messages`)).body.items.map(
    ({ kind, body }: { kind: string; body: string }) => [kind, body],
  )

describe('what another system answers', () => {
  it('is unknown while the organization is off, of which nothing is told either', async () => {
    const { id } = await world.file()
    const path = await announce(id)
    const { id: next } = await world.file()
    await give('moderator', next, 'approve')
    await listen()
    const turn = (active: boolean) =>
      world.owner.query('UPDATE organization SET active = $1', [active])
    const told = () => receiver.received.some(({ data }) => data.id === next)
    await turn(false)
    await deliver(hook.id)
    expect(told()).toBe(false)
    expect((await answer(path, { message: 'Hello' })).status).toBe(404)
    await turn(true)
    await deliver(hook.id)
    expect(told()).toBe(true)
    expect((await answer(path, { message: 'Hello' })).status).toBe(200)
  })

  it('is a message of the system and what it calls the ticket, which stays where it is', async () => {
    const { id, number } = await world.file()
    const path = await announce(id)
    const before = await read(id)
    const first = await answer(path, { message: 'We are on it.', externalId: 'WF-17' })
    expect(first).toMatchObject({
      status: 200,
      body: { ticketId: id, number, external: { id: 'WF-17', status: '' } },
    })
    const url = 'https://wf.example/17'
    await answer(path, { externalStatus: 'done', externalUrl: url })
    const after = await read(id)
    expect(after.external).toEqual({ id: 'WF-17', status: 'done', url })
    expect([after.status, after.revision]).toEqual([before.status, before.revision])
    expect(await said(id)).toContainEqual(['system', 'We are on it.'])
    const audit = await world.call('admin', 'GET', `/admin/audit?ticketId=${id}`)
    expect(audit.body.items[0]).toMatchObject({
      actor: { kind: 'system' },
      action: expect.stringContaining('ticket.'),
    })
    const news = await world.db.query(
      `SELECT 1 FROM stream_event WHERE type = 'ticket:updated' AND data->>'id' = $1 AND data->'changed' = '["external"]'`,
      [id],
    )
    expect(news).toHaveLength(2)
  })
  it('is written once under its key', async () => {
    const { id } = await world.file()
    const path = await announce(id)
    const key = { 'Idempotency-Key': 'one' }
    const body = { message: 'Once.' }
    await answer(path, body, key)
    const again = await answer(path, body, key)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect((await said(id)).filter(([, text]: string[]) => text === 'Once.')).toHaveLength(1)
    expect((await answer(path, { message: 'Other.' }, key)).body.code).toBe('idempotency_mismatch')
    const own = { 'webhook-id': 'two' }
    expect((await answer(path, body, own)).headers.get('idempotency-replayed')).toBeNull()
    expect((await answer(path, body, own)).headers.get('idempotency-replayed')).toBe('true')
  })
  it.each([
    ['nothing', {}],
    ['another member', { status: 'closed' }],
    ['a status of what has no name', { externalStatus: 'x' }],
    ['an address that is none', { externalId: 'x', externalUrl: 'javascript:alert(1)' }],
  ])('is refused where it says %s', async (_what, body) => {
    const { id } = await world.file()
    expect((await answer(await announce(id), body)).body.code).toBe('validation_failed')
    expect((await read(id)).external).toBeNull()
  })
})

describe('the address that it answers by', () => {
  it('ends when what announced the ticket is taken back; the next approval has another', async () => {
    const { id } = await world.file()
    const path = await announce(id)
    await give('moderator', id, 'undo')
    expect((await answer(path, { message: 'x' })).body.code).toBe('gone')
    const other = await announce(id)
    expect(other).not.toBe(path)
    expect((await answer(path, { message: 'x' })).status).toBe(410)
    expect((await answer(other, { message: 'x' })).status).toBe(200)
  })
  it('ends with the version; a ticket that has ended hears nothing more', async () => {
    const { id } = await world.file()
    const path = await announce(id)
    await give('moderator', id, 'close', { texts: { reason: 'x' } })
    expect((await answer(path, { message: 'x' })).body.code).toBe('chat_closed')
    expect((await answer(path, { externalId: 'x' })).status).toBe(200)
    await give('moderator', id, 'reopen', { texts: { reason: 'x' } })
    expect((await answer(path, { externalId: 'y' })).body.code).toBe('gone')
  })
  it('is of one ticket, and nobody makes one up', async () => {
    const { id } = await world.file()
    const path = await announce(id)
    const last = path.at(-1) === 'A' ? 'B' : 'A'
    const flipped = `${path.slice(0, -2)}${last}${last}`
    for (const wrong of [flipped, `${path}A`, '/hooks/tickets/x', path.replace(/.{3}$/, '')]) {
      expect((await answer(wrong, { message: 'x' })).status).toBe(404)
    }
  })
  it('takes sixty answers a minute', async () => {
    const { id } = await world.file()
    const path = await announce(id)
    const statuses: number[] = []
    for (let n = 0; n < 62; n += 1) {
      statuses.push((await answer(path, { externalId: `${n}` })).status)
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(60)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('the example of an outside system', () => {
  let program: ChildProcess
  afterAll(() => program?.kill())
  it('takes a ticket that was approved, and says what it calls it', async () => {
    const { id: webhookId, secret } = await make({ url: receiver.url, events: ['ticket.opened'] })
    program = spawn(process.execPath, ['examples/outside-workflow/server.mjs'], {
      env: { ...process.env, WEBHOOK_SECRET: secret, PORT: '0' },
    })
    const lines = createInterface({ input: program.stdout ?? process.stdin })
    const port = await new Promise<string>((resolve) => {
      lines.on('line', (line) => {
        const found = /listening on (\d+)/.exec(line)?.[1]
        if (found !== undefined) resolve(found)
      })
    })
    base = await world.serve()
    const url = `http://127.0.0.1:${port}/`
    await world.call('admin', 'PATCH', `/admin/webhooks/${webhookId}`, { url })
    const { id } = await world.file()
    await give('moderator', id, 'approve')
    await listen()
    await deliver(webhookId)
    const external = await world.until(async () => (await read(id)).external ?? undefined, 10_000)
    expect(external).toEqual({ id: 'CASE-1', status: 'taken' })
    expect(await said(id)).toContainEqual(['system', 'We work on it as CASE-1.'])
  })
})
