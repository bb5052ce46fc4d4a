import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDeliveries, run } from '../support/deliveries.js'
import { createLedger } from '../support/ledger.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { mailbox, clear } = createDeliveries(world)
const { list, reject, choose } = createLedger(world)

let organization = ''
beforeAll(async () => {
  organization = await world.organizationId()
})
beforeEach(async () => {
  await clear()
})

describe('a delivery that is sent again', () => {
  const resend = (id: string, who = 'admin') =>
    world.call(who, 'POST', `/admin/deliveries/${id}/resend`)
  const find = async (ticketId: string, type: string, channel: string) => {
    const found = (await list(ticketId)).find((one) => one.type === type && one.channel === channel)
    if (found === undefined) throw new Error(`no ${type} by ${channel}`)
    return found
  }
  it('is one more mail and the same delivery, however often it is asked for meanwhile', async () => {
    const { sent, activities } = mailbox()
    const { id } = await world.file()
    await run(activities.deliverDue, organization)
    const delivered = await find(id, 'ticket_received', 'mail')
    expect(delivered).toMatchObject({ status: 'delivered', attempts: 1 })
    for (let n = 0; n < 3; n += 1) {
      expect(await resend(delivered.id)).toMatchObject({ status: 202, body: { id: delivered.id } })
    }
    expect((await find(id, 'ticket_received', 'mail')).status).toBe('intended')
    await run(activities.deliverDue, organization)
    expect(sent).toHaveLength(2)
    expect(await find(id, 'ticket_received', 'mail')).toMatchObject({
      id: delivered.id,
      status: 'delivered',
      attempts: 2,
    })
    const audit = await world.call(
      'admin',
      'GET',
      `/admin/audit?action=delivery.resend&ticketId=${id}`,
    )
    expect(audit.body.items).toMatchObject([
      { outcome: 'ok', entity: 'delivery', entityId: delivered.id },
    ])
  })
  it('is left alone while it is under way', async () => {
    const { id } = await world.file()
    const count = async () =>
      (await world.db.query(`SELECT 1 FROM outbox WHERE kind IN ('mail', 'digest')`)).length
    const before = await count()
    for (const { id: one } of (await list(id)).filter(({ channel }) => channel === 'mail')) {
      expect((await resend(one)).status).toBe(202)
    }
    expect(await count()).toBe(before)
  })
  it('is judged anew: a mail that is still not wanted is suppressed once more, one in the app is there once it is', async () => {
    const { sent, activities } = mailbox()
    await choose('requester', {
      inApp: { ticket_rejected: false },
      mail: { ticket_rejected: false },
    })
    const { id } = await world.file()
    await reject(id)
    const [inApp, mail] = [
      await find(id, 'ticket_rejected', 'inApp'),
      await find(id, 'ticket_rejected', 'mail'),
    ]
    for (const one of [inApp, mail]) expect((await resend(one.id)).status).toBe(202)
    await run(activities.deliverDue, organization)
    expect(await find(id, 'ticket_rejected', 'inApp')).toMatchObject({ status: 'suppressed' })
    expect(await find(id, 'ticket_rejected', 'mail')).toMatchObject({
      status: 'suppressed',
      reason: 'choice',
    })
    await choose('requester', {})
    for (const one of [inApp, mail]) expect((await resend(one.id)).status).toBe(202)
    await run(activities.deliverDue, organization)
    expect(await find(id, 'ticket_rejected', 'inApp')).toMatchObject({ status: 'delivered' })
    expect(sent.map(({ subject }) => subject)).toContainEqual(expect.stringContaining('rejected'))
  })
  it('in the app is unread again, and its reader is told', async () => {
    const { id } = await world.file()
    await reject(id)
    const { items } = (await world.call('requester', 'GET', '/notifications')).body
    const notification = items.find((one: { ticketId: string }) => one.ticketId === id)
    await world.call('requester', 'POST', `/notifications/${notification.id}/read`)
    expect((await resend((await find(id, 'ticket_rejected', 'inApp')).id)).status).toBe(202)
    const again = (await world.call('requester', 'GET', '/notifications')).body.items
    expect(again.find((one: { ticketId: string }) => one.ticketId === id)).toEqual(notification)
    const frames = await world.db.query(
      `SELECT 1 FROM stream_event WHERE type = 'notification:created' AND data->>'id' = $1`,
      [notification.id],
    )
    expect(frames).toHaveLength(2)
  })
  it('is an admin’s to ask for, and one that there is', async () => {
    const { id } = await world.file()
    const [one] = await list(id)
    expect((await resend(one?.id ?? '', 'moderator')).status).toBe(403)
    expect((await resend('01900000-0000-7000-8000-000000000000')).status).toBe(404)
    expect((await resend('x')).status).toBe(404)
    expect((await resend(one?.id ?? '', 'admin@other.test')).status).toBe(404)
  })
})
