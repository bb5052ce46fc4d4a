import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOutbound, type Outbound } from '../../src/outbound/outbound.js'
import { createCommandPath } from '../support/command-path.js'
import { createDeliveries, run } from '../support/deliveries.js'
import { type Receiver, startReceiver } from '../support/webhook-receiver.js'
import { createHooks } from '../support/webhooks.js'
import { useWorld } from '../support/world.js'

let receiver: Receiver
let outbound: Outbound
const world = useWorld({ worker: false })
const { make, listen, deliver, list, wait } = createHooks(world, () => outbound)
const { give } = createCommandPath(world)

/** A receiver that is not waited for long. */
const LIMITS = { connectMs: 500, totalMs: 300 }
const open = (resolve?: () => Promise<string[]>) =>
  createOutbound(world.config.outbound.webhookRules, resolve, LIMITS)

beforeAll(async () => {
  receiver = await startReceiver()
  outbound = open()
})
afterAll(async () => {
  await outbound.close()
  await receiver.stop()
})
beforeEach(async () => {
  await world.db.query('UPDATE webhook SET active = false')
  receiver.received.length = 0
  Object.assign(receiver.state, { answer: () => ({}), calls: 0, mostBusy: 0, wrong: 0 })
})

async function hook(body: Record<string, unknown> = {}) {
  const made = await make({ url: receiver.url, events: ['ticket.*'], ...body })
  receiver.state.secret = made.secret
  return made
}
const tag = (id: string, ...tags: string[]) =>
  give('moderator', id, 'set_tags', { payload: { tags } })
const sequences = (ticketId: string) =>
  receiver.received.filter(({ data }) => data.id === ticketId).map(({ sequence }) => sequence)

describe('a receiver that does not take an event', () => {
  it.each([
    ['answers with an error', { status: 500 }, { status: 500 }],
    ['refuses it', { status: 400 }, { status: 400 }],
    [
      'sends it on to another place',
      { status: 302, headers: { location: 'http://127.0.0.1:9/' } },
      { error: 'redirected' },
    ],
    ['answers late', { afterMs: 600 }, { error: 'timed_out' }],
    ['hangs up', { hangsUp: true }, { error: 'unreachable' }],
  ])('because it %s is asked again after five seconds', async (_how, answer, told) => {
    const { id } = await hook()
    const ticket = await world.file()
    await listen()
    receiver.state.answer = () => answer
    const batch = await deliver(id)
    expect(receiver.state.calls).toBe(1) // what came of the ticket later waits for it
    const first = (await list(id)).find(({ sequence }) => sequence === 1)
    expect(first).toMatchObject({ status: 'pending', attempts: [told] })
    const waitMs = Date.parse(String(batch.nextDueAt)) - Date.now()
    expect(waitMs).toBeGreaterThan(3_000)
    expect(waitMs).toBeLessThan(5_100)
    receiver.state.answer = () => ({})
    await wait(id, '6 seconds')
    await deliver(id)
    expect(sequences(ticket.id)).toEqual([1, 2])
    expect(receiver.received[0]?.id).toBe(first?.id)
  })
  it('is asked when it wants to be', async () => {
    const { id } = await hook()
    await world.file()
    await listen()
    receiver.state.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } })
    const { nextDueAt } = await deliver(id)
    const waitMs = Date.parse(String(nextDueAt)) - Date.now()
    expect(Math.round(waitMs / 60_000)).toBe(60)
  })
  it('is given up after a day; what came later of the ticket goes on, in order', async () => {
    const { id } = await hook()
    const ticket = await world.file()
    await listen()
    receiver.state.answer = ({ sequence }) => ({ status: sequence === 1 ? 500 : 204 })
    for (let n = 0; n < 12; n += 1) {
      await deliver(id)
      await wait(id, n === 10 ? '24 hours' : '2 hours 30 minutes')
    }
    await deliver(id)
    const [second, first] = await list(id)
    expect(first).toMatchObject({ sequence: 1, status: 'failed' })
    expect(first?.attempts.length).toBeGreaterThan(8)
    expect(first).not.toHaveProperty('nextAttemptAt')
    expect(second).toMatchObject({ sequence: 2, status: 'delivered' })
    expect(sequences(ticket.id)).toEqual([2])
  })
  it('holds back its own ticket, and no other', async () => {
    const { id } = await hook()
    const [bad, good] = [await world.file(), await world.file()]
    await listen()
    receiver.state.answer = ({ data }) => ({ status: data.id === bad.id ? 503 : 204 })
    await deliver(id)
    await tag(bad.id, 'a')
    await tag(good.id, 'a')
    await listen()
    await deliver(id)
    expect(sequences(bad.id)).toEqual([])
    expect(sequences(good.id)).toEqual([1, 2, 3, 4])
    receiver.state.answer = () => ({})
    await wait(id, '6 seconds')
    await deliver(id)
    expect(sequences(bad.id)).toEqual([1, 2, 3, 4])
  })
})

describe('a receiver that is gone', () => {
  const disabled = async (id: string, reason: string) => {
    const { body } = await world.call('admin', 'GET', `/admin/webhooks/${id}`)
    expect(body).toMatchObject({ active: false, disabledReason: reason })
    expect(new Set((await list(id)).map(({ status }) => status))).toEqual(new Set(['cancelled']))
    const news = await world.call('admin', 'GET', '/notifications?unread=true')
    const told = news.body.items.filter((one: { type: string }) => one.type === 'webhook_disabled')
    expect(told[0]).toMatchObject({
      title: 'A webhook was turned off',
      body: expect.stringContaining(body.name),
    })
  }
  it('because it answers 410 is asked no more, and the admins are told once', async () => {
    const { id } = await hook()
    await world.file()
    await listen()
    receiver.state.answer = () => ({ status: 410 })
    await deliver(id)
    await deliver(id)
    expect(receiver.state.calls).toBe(1)
    await disabled(id, 'gone')
    const { sent, activities } = createDeliveries(world).mailbox()
    for (let n = 0; n < 4; n += 1) await run(activities.deliverDue, await world.organizationId())
    const mails = sent.filter(({ subject }) => subject === 'A webhook was turned off')
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain('410')
    const again = await world.call('admin', 'PATCH', `/admin/webhooks/${id}`, { active: true })
    expect(again.body).toMatchObject({ active: true, disabledReason: null, failingSince: null })
  })
  it('because it has taken nothing for five days is turned off', async () => {
    const { id } = await hook()
    await world.file()
    await listen()
    receiver.state.answer = () => ({ status: 500 })
    await deliver(id)
    await world.db.query(
      `UPDATE webhook SET failing_since = now() - interval '6 days' WHERE id = $1`,
      [id],
    )
    await wait(id, '6 seconds')
    await deliver(id)
    await disabled(id, 'failing')
  })
})

describe('what is sent', () => {
  it('leaves four at once, at most fifty in a batch, once each, two batches side by side', async () => {
    const { id } = await hook({ events: ['ticket.created'] })
    for (let n = 0; n < 60; n += 1) await world.file()
    await listen()
    receiver.state.answer = () => ({ afterMs: 10 })
    expect(await deliver(id)).toMatchObject({ isCutShort: true })
    expect(receiver.received).toHaveLength(50)
    expect(receiver.state.mostBusy).toBeLessThanOrEqual(4)
    await Promise.all([deliver(id), deliver(id)])
    expect(receiver.received).toHaveLength(60)
    expect(new Set(receiver.received.map((one) => one.id)).size).toBe(60)
    expect(receiver.state.wrong).toBe(0)
  })
  it('is found as soon where ten thousand wait, a hundred of each, of which nothing is known yet', async () => {
    const { id } = await hook({ events: ['ticket.created'] })
    await world.owner.query(
      `INSERT INTO webhook_delivery (
         organization_id, id, webhook_id, event, type, entity_id, sequence, body, began_at, next_attempt_at, at)
       SELECT organization_id, uuidv7(), id, 'x', 'x', entity, n, json_build_object('sequence', n, 'data',
           json_build_object('id', entity))::text, now(), CASE n WHEN 1 THEN now() END, now()
       FROM webhook, (SELECT gen_random_uuid() AS entity FROM generate_series(1, 100)) entities, generate_series(1, 100) n
       WHERE id = $1`,
      [id],
    )
    for (let n = 0; n < 4; n += 1) expect(await deliver(id)).toMatchObject({ isCutShort: true })
    expect(receiver.received).toHaveLength(200)
    const entities = new Set(receiver.received.map(({ data }) => data.id))
    for (const entity of entities) {
      const told = sequences(entity)
      expect(told).toEqual(told.map((_, index) => index + 1))
    }
  })
  it('goes on with what is written while the one before it is settled', async () => {
    const { id } = await hook({ events: ['ticket.created'] })
    const ticket = await world.file()
    await listen()
    const client = await world.owner.connect()
    await client.query('BEGIN')
    await client.query('SELECT FROM webhook_sequence WHERE webhook_id = $1 FOR UPDATE', [id])
    const delivering = deliver(id)
    await world.until(async () => receiver.received.length === 1)
    await client.query(
      `INSERT INTO webhook_delivery (
         organization_id, id, webhook_id, event, type, entity_id, sequence, body, began_at, at)
       SELECT organization_id, uuidv7(), webhook_id, 'x', type, entity_id, 2, replace(body, '"sequence":1', '"sequence":2'),
         now(), now() FROM webhook_delivery WHERE webhook_id = $1`,
      [id],
    )
    await client.query('COMMIT')
    await client.end()
    await delivering
    expect(sequences(ticket.id)).toEqual([1, 2])
  })
  it('has its turn again where nothing had one', async () => {
    const { id } = await hook()
    const ticket = await world.file()
    await listen()
    await world.db.query(
      'UPDATE webhook_delivery SET next_attempt_at = NULL WHERE webhook_id = $1',
      [id],
    )
    expect(await deliver(id)).toMatchObject({ isCutShort: true })
    await deliver(id)
    expect(sequences(ticket.id)).toEqual([1, 2])
  })
  it('comes again under the same id where a worker was killed with it in hand', async () => {
    const { id } = await hook({ events: ['ticket.created'] })
    await world.file()
    await listen()
    const taken = (at: string) =>
      world.db.query(
        `UPDATE webhook_delivery SET next_attempt_at = ${at} WHERE webhook_id = $1 RETURNING id`,
        [id],
      )
    const [row] = await taken(`now() + interval '20 seconds'`)
    expect(await deliver(id)).toMatchObject({ nextDueAt: expect.any(String), isCutShort: false })
    expect(receiver.received).toEqual([])
    await taken('now()')
    await deliver(id)
    expect(receiver.received.map((one) => one.id)).toEqual([row?.id])
  })
  it('goes nowhere that a name leads inside only once it is called', async () => {
    const addresses = [['93.184.216.34'], ['127.0.0.1']]
    const rebound = open(async () => addresses.shift() ?? ['127.0.0.1'])
    expect(await rebound.judge('https://rebound.example/')).toBeUndefined()
    const { id } = await hook({ events: ['ticket.created'] })
    await world.db.query(`UPDATE webhook SET url = 'https://rebound.example/' WHERE id = $1`, [id])
    await world.file()
    await listen()
    outbound = rebound
    try {
      await deliver(id)
    } finally {
      outbound = open()
      await rebound.close()
    }
    expect(await list(id)).toMatchObject([{ attempts: [{ error: 'address_forbidden' }] }])
  })
  it('is cancelled where it was written as the webhook was turned off, and asked for no more', async () => {
    const { id } = await hook()
    await world.file()
    await listen()
    await world.db.query('UPDATE webhook SET active = false WHERE id = $1', [id])
    expect(await deliver(id)).toEqual({ isDeleted: false, isCutShort: false, nextDueAt: null })
    expect(new Set((await list(id)).map(({ status }) => status))).toEqual(new Set(['cancelled']))
    expect(receiver.state.calls).toBe(0)
  })
  it('ends with the webhook', async () => {
    const { id } = await hook()
    await world.file()
    await listen()
    await world.call('admin', 'DELETE', `/admin/webhooks/${id}`)
    expect(await deliver(id)).toEqual({ isDeleted: true, isCutShort: false, nextDueAt: null })
    expect(receiver.state.calls).toBe(0)
  })
})
