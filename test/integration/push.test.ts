import { describe, expect, it } from 'vitest'
import { run } from '../support/deliveries.js'
import { PUSH_KEYS } from '../support/push-keys.js'
import { readVapid } from '../support/push-service.js'
import { usePushes } from '../support/pushes.js'

const { world, service, list, reject, open, subscribe, deliver, pushes, titles } = usePushes()

describe('a push message', () => {
  it('is for the device alone, signed by the installation, and says what the app and the mail say', async () => {
    await subscribe('requester', 'phone')
    const { id, number } = await world.file('requester', { title: 'Printer\nbroken' })
    await reject(id)
    expect(await pushes(id, 'Rosa')).toEqual([['ticket_rejected', 'push', 'intended']])
    const [before] = (await list(id)).filter(({ channel }) => channel === 'push')
    await deliver()
    expect(await pushes(id, 'Rosa')).toEqual([['ticket_rejected', 'push', 'delivered']])
    const [after] = (await list(id)).filter(({ channel }) => channel === 'push')
    expect(after?.id).toBe(before?.id)
    const [pushed] = service.received
    expect(pushed?.message).toEqual({
      id: after?.id,
      type: 'ticket_rejected',
      ticketId: id,
      number,
      title: 'Your ticket was rejected',
      body: expect.stringMatching(
        new RegExp(`^${number} · Printer broken\nMona Moderator rejected it.\nReason: spam\n`),
      ),
      url: `https://help.example/tickets/${number}`,
    })
    expect(pushed?.headers.ttl).toBe('86400')
    expect(await readVapid(pushed?.headers ?? {})).toMatchObject({
      publicKey: PUSH_KEYS.VAPID_PUBLIC_KEY,
      aud: service.url,
      sub: PUSH_KEYS.VAPID_SUBJECT,
    })
  })
  it('is in the language of its reader', async () => {
    await subscribe('requester', 'phone')
    await world.call('requester', 'PATCH', '/users/me', { language: 'de' })
    const { id } = await world.file()
    await reject(id)
    await deliver()
    await world.call('requester', 'PATCH', '/users/me', { language: 'en' })
    expect(titles()).toEqual(['Ihr Ticket wurde abgelehnt'])
  })
  it('of a pool is one row of the outbox, and one message for each moderator who has a device', async () => {
    for (const who of ['moderator', 'moderator2']) await subscribe(who, who)
    const { id } = await world.file()
    const rows = await world.db.query(`SELECT 1 FROM outbox WHERE kind = 'push'`)
    expect(rows).toHaveLength(1)
    const isPush = ({ channel }: { channel: string }) => channel === 'push'
    const ids = (await list(id)).filter(isPush).map((one) => one.id)
    await world.owner.query(
      `UPDATE app_user SET roles = '{requester}' WHERE email = 'moderator2@demo.test'`,
    )
    await deliver()
    await world.owner.query(
      `UPDATE app_user SET roles = '{moderator}' WHERE email = 'moderator2@demo.test'`,
    )
    expect(service.received.map(({ device }) => device)).toEqual(['moderator'])
    expect(await pushes(id, 'Mona')).toEqual([['ticket_submitted', 'push', 'delivered']])
    expect(await pushes(id, 'Max')).toEqual([
      ['ticket_submitted', 'push', 'suppressed', 'not_moderator'],
    ])
    expect((await list(id)).filter(isPush).map((one) => one.id)).toEqual(ids)
  })
  it('is none for who has no device, nor of what is shown in the app alone', async () => {
    const { id } = await world.file()
    await reject(id)
    expect(await world.db.query(`SELECT 1 FROM outbox WHERE kind = 'push'`)).toEqual([])
    await deliver()
    expect((await list(id)).filter(({ channel }) => channel === 'push')).toEqual([])
  })
})

describe('a device that can not be reached now', () => {
  it('gets it later, and no other device twice', async () => {
    for (const name of ['phone', 'laptop']) await subscribe('requester', name)
    const { id } = await world.file()
    await reject(id)
    service.state.answer = (device) => (device === 'phone' ? 503 : 201)
    const activities = open()
    const [letter = ''] = (await deliver(activities)).failed
    expect(await pushes(id, 'Rosa')).toEqual([['ticket_rejected', 'push', 'attempted', 'push_503']])
    expect(await run(activities.deliverOne, await world.organizationId(), letter)).not.toBeNull()
    service.state.answer = () => 201
    expect(await run(activities.deliverOne, await world.organizationId(), letter)).toBeNull()
    expect(service.received.map(({ device }) => device)).toEqual(['laptop', 'phone'])
    expect(await pushes(id, 'Rosa')).toEqual([['ticket_rejected', 'push', 'delivered']])
  })
  it('is given up after a day: told by another it is told, else it has failed', async () => {
    for (const name of ['phone', 'laptop']) await subscribe('requester', name)
    await subscribe('moderator', 'desk')
    const { id } = await world.file()
    await reject(id)
    service.state.answer = (device) => (device === 'laptop' ? 201 : 500)
    const activities = open()
    const { failed } = await deliver(activities)
    expect(failed).toHaveLength(2)
    await world.db.query(`UPDATE outbox SET created_at = now() - interval '25 hours'`)
    for (const letter of failed) {
      expect(await run(activities.deliverOne, await world.organizationId(), letter)).toBeNull()
    }
    expect(await pushes(id, 'Rosa')).toEqual([['ticket_rejected', 'push', 'delivered']])
    expect(await pushes(id, 'Mona')).toEqual([['ticket_submitted', 'push', 'failed', 'push_500']])
  })
  it('whose address leads inside by now is called no more', async () => {
    await subscribe('requester', 'phone')
    await world.owner.query(`UPDATE push_subscription SET endpoint = 'https://10.0.0.1/phone'`)
    const { id } = await world.file()
    await reject(id)
    const activities = open()
    const [letter = ''] = (await deliver(activities)).failed
    expect(await run(activities.deliverOne, await world.organizationId(), letter)).toBeNull()
    expect(await pushes(id, 'Rosa')).toEqual([
      ['ticket_rejected', 'push', 'failed', 'push_address_forbidden'],
    ])
  })
})
