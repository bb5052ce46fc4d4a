import { describe, expect, it } from 'vitest'
import { usePushes } from '../support/pushes.js'

const { world, service, list, command, reject, choose, open, subscribe, deliver, pushes, titles } =
  usePushes()

describe('it is suppressed, and says why', () => {
  it('where its reader has turned it off, before or since', async () => {
    await subscribe('requester', 'phone')
    await choose('requester', { push: { ticket_rejected: false } })
    const { id } = await world.file()
    await reject(id)
    await choose('requester', {})
    await command('moderator', id, 'undo')
    await choose('requester', { push: { action_undone: false } })
    await deliver()
    await choose('requester', {})
    expect(service.received).toEqual([])
    expect(await pushes(id, 'Rosa')).toEqual([
      ['action_undone', 'push', 'suppressed', 'choice'],
      ['ticket_rejected', 'push', 'suppressed', 'choice'],
    ])
  })
  it('where it was taken back before it left; what had left is corrected', async () => {
    await subscribe('requester', 'phone')
    const { id } = await world.file()
    await reject(id)
    await command('moderator', id, 'undo')
    await deliver()
    expect(titles()).toEqual(['What was done to a ticket was taken back']) // it was told of it in the app
    expect(await pushes(id, 'Rosa')).toContainEqual([
      'ticket_rejected',
      'push',
      'suppressed',
      'undone',
    ])
  })
  it('where nothing is pushed any more, so that it does not leave some day later', async () => {
    await subscribe('requester', 'phone')
    const { id } = await world.file()
    await reject(id)
    await deliver(open(false))
    await deliver()
    expect(service.received).toEqual([])
    expect(await pushes(id, 'Rosa')).toEqual([
      ['ticket_rejected', 'push', 'suppressed', 'not_set_up'],
    ])
  })
  it('where all devices are gone, which are forgotten; it can be sent again', async () => {
    await subscribe('requester', 'phone')
    const { id } = await world.file()
    await reject(id)
    service.state.answer = () => 410
    await deliver()
    expect(await pushes(id, 'Rosa')).toEqual([
      ['ticket_rejected', 'push', 'suppressed', 'no_device'],
    ])
    expect(await world.db.query('SELECT 1 FROM push_subscription')).toEqual([])
    service.state.answer = () => 201
    await subscribe('requester', 'laptop')
    const [{ id: delivery } = { id: '' }] = (await list(id)).filter(
      ({ channel }) => channel === 'push',
    )
    const again = await world.call('admin', 'POST', `/admin/deliveries/${delivery}/resend`)
    expect(again.status).toBe(202)
    await deliver()
    expect(service.received.map(({ device }) => device)).toEqual(['laptop'])
    expect(await pushes(id, 'Rosa')).toEqual([['ticket_rejected', 'push', 'delivered']])
  })
  it('where the session that asked for it has ended', async () => {
    const { body } = await world.call(null, 'POST', '/auth/login', {
      login: 'requester@demo.test',
      password: 'perdure-demo',
    })
    const { status } = await world.app.request('/api/v1/users/me/push_subscriptions', {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${body.accessToken}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(service.subscribe('lost')),
    })
    expect(status).toBe(201)
    const { id } = await world.file()
    await reject(id)
    const sessions = (await world.call('requester', 'GET', '/auth/sessions')).body.items
    const { id: lost } = sessions.find((one: { current: boolean }) => !one.current)
    expect((await world.call('requester', 'DELETE', `/auth/sessions/${lost}`)).status).toBe(204)
    await deliver()
    expect(service.received).toEqual([])
  })
})
