import { describe, expect, it } from 'vitest'
import { createDeliveries, run } from '../support/deliveries.js'
import { useReceiver } from '../support/receiving.js'

const { world, receiver, listen, deliver, list, wait, hook, tag, sequences } = useReceiver()

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
  it('that is back is asked at once where an admin says so, in order, and tested meanwhile', async () => {
    const { id } = await hook()
    const ticket = await world.file()
    await listen()
    receiver.state.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } })
    const replay = async (path: string, body?: object) =>
      (await world.call('admin', 'POST', `/admin/webhooks/${path}`, body)).body
    const test = () => replay(`${id}/test`)
    await test()
    await deliver(id)
    receiver.state.answer = () => ({})
    await test()
    await deliver(id)
    expect(receiver.received.map(({ type, sequence }) => [type, sequence])).toEqual([
      ['webhook.test', 2],
    ])
    const [last, first] = (await list(id)).filter(({ type }) => type !== 'webhook.test')
    const woken = `UPDATE outbox SET done_at = now() WHERE entity_id = $1 AND done_at IS NULL RETURNING id`
    await world.owner.query(woken, [id])
    expect(await replay(`deliveries/${last?.id}/replay`)).toMatchObject({ status: 'pending' })
    expect(await world.owner.query(woken, [id])).toHaveLength(1)
    await world.db.query(
      `UPDATE webhook_delivery SET leased_until = now() + interval '20 seconds' WHERE id = $1`,
      [first?.id],
    )
    const span = { from: '2026-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' }
    expect(await replay(`${id}/replay`, span)).toEqual({ replayed: 3 }) // all but what is in hand
    await deliver(id)
    expect(sequences(ticket.id)).toEqual([1, 2])
    expect(new Set((await list(id)).map(({ status }) => status))).toEqual(new Set(['delivered']))
  })
  it('given up is sent before what came later and waits, where an admin says so', async () => {
    const { id } = await hook()
    const ticket = await world.file()
    await listen()
    receiver.state.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } })
    await deliver(id)
    await wait(id, '25 hours')
    await deliver(id)
    await tag(ticket.id, 'later')
    await listen()
    await deliver(id)
    receiver.state.answer = () => ({})
    const first = (await list(id)).find(({ sequence }) => sequence === 1)
    expect(first?.status).toBe('failed')
    await world.call('admin', 'POST', `/admin/webhooks/deliveries/${first?.id}/replay`)
    await deliver(id)
    expect(sequences(ticket.id)).toEqual([1, 3, 4])
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
