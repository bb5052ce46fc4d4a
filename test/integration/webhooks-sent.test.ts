import { describe, expect, it, vi } from 'vitest'
import { useReceiver } from '../support/receiving.js'

const { world, receiver, listen, deliver, list, hook, sequences, open, within } = useReceiver()

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
    const waits = { nextDueAt: expect.any(String), isCutShort: false }
    expect(await deliver(id)).toMatchObject(waits)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 }) // a worker whose clock is a minute ahead
    expect(await deliver(id).finally(() => vi.useRealTimers())).toMatchObject(waits)
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
    await within(rebound, () => deliver(id))
    await rebound.close()
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
