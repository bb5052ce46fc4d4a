import { describe, expect, it } from 'vitest'
import { createChat } from '../support/chat.js'
import { createDriver, omitCounters } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const driver = createDriver(world)
const { begin, call, code, moderate, notificationTypes, read } = driver
const { say, hear } = createChat(driver)

describe('participants', () => {
  it('are added and removed by moderators; who is removed reads nothing more', async () => {
    const { id } = await begin('assigned')
    await say('requester', id, 'before')
    const agent = await world.userId('it.agent')
    const path = `/tickets/${id}/participants`
    expect(await code('it.head', 'POST', `${path}/add`, { userId: agent })).toBe('forbidden')
    expect(await code('moderator', 'POST', `${path}/add`, { userId: id })).toBe('user_not_found')
    const { items } = await call('moderator', 'POST', `${path}/add`, { userId: agent })
    expect(items.map(({ userId }: { userId: string }) => userId)).toContain(agent)
    const pool = { userId: await world.userId('moderator2'), role: 'moderator' }
    expect(items).toContainEqual(expect.objectContaining(pool))
    await call('moderator', 'POST', `${path}/add`, { userId: agent }) // again changes nothing
    await say('requester', id, 'after')
    expect(await hear('it.agent', id)).toEqual(['after'])
    expect(await notificationTypes('requester', id)).toContain('participants_changed')
    await call('moderator', 'POST', `${path}/remove`, { userId: agent })
    expect(await code('it.agent', 'GET', `/tickets/${id}/messages`)).toBe('not_participant')
    const moderator = await world.userId('moderator2')
    expect(await code('moderator', 'POST', `${path}/remove`, { userId: moderator })).toBe(
      'not_removable',
    )
    const actions = await call('admin', 'GET', `/admin/audit?action=participant.add&ticketId=${id}`)
    expect(actions.items.map(({ outcome }: { outcome: string }) => outcome).sort()).toEqual([
      'denied',
      'denied',
      'ok',
    ])
    const requester = await world.userId('requester')
    await call('moderator', 'POST', `${path}/remove`, { userId: requester })
    expect((await world.call('requester', 'GET', `/tickets/${id}`)).status).toBe(200)
    expect(await code('requester', 'GET', `/tickets/${id}/messages`)).toBe('not_participant')
  })

  it('come and go for a reason, which history and all who are told of it say, the one who is out as well', async () => {
    const { id, number } = await begin('submitted')
    const userId = await world.userId('it.agent')
    const path = `/tickets/${id}/participants`
    await call('moderator', 'POST', `${path}/add`, { userId, reason: 'knows printers' })
    await call('moderator', 'POST', `${path}/remove`, { userId, reason: 'not needed' })
    const { items } = await call('moderator', 'GET', `/tickets/${id}/history`)
    expect(items.slice(-2)).toMatchObject([
      { command: 'add_participant', reason: 'knows printers', users: [{ id: userId }] },
      { command: 'remove_participant', reason: 'not needed', users: [{ id: userId }] },
    ])
    const said = async (who: string) =>
      (await call(who, 'GET', '/notifications?limit=200')).items.find(
        (one: { ticketId: string; type: string }) =>
          one.ticketId === id && one.type === 'participants_changed',
      ).body
    for (const who of ['requester', 'moderator2']) {
      expect(await said(who)).toBe(
        `${number} · Printer broken\nMona Moderator removed Ian Agent.\nReason: not needed`,
      )
    }
    expect(await said('it.agent')).toBe(
      `${number}\nMona Moderator removed Ian Agent.\nReason: not needed`,
    )
    const audit = await call(
      'admin',
      'GET',
      `/admin/audit?ticketId=${id}&action=participant.remove`,
    )
    expect(audit.items).toMatchObject([
      { outcome: 'ok', actor: { id: await world.userId('moderator') } },
    ])
  })

  it('are, of the moderators, those alone who may use the help desk', async () => {
    const { id } = await begin('assigned')
    const userId = await world.userId('moderator2')
    const listIds = async (): Promise<string[]> =>
      (await call('requester', 'GET', `/tickets/${id}?include=participants`)).participants.map(
        (participant: { userId: string }) => participant.userId,
      )
    expect(await listIds()).toContain(userId)
    const authorize = (isAuthorized: boolean) =>
      world.owner.query('UPDATE app_user SET helpdesk_authorized = $2 WHERE id = $1', [
        userId,
        isAuthorized,
      ])
    await authorize(false)
    expect(await listIds()).not.toContain(userId)
    await authorize(true)
    expect(await listIds()).toContain(userId)
  })

  it('of the team read along and acknowledge, and write nothing', async () => {
    const { id } = await begin('assigned')
    const agent = await world.userId('it.agent')
    const path = `/tickets/${id}/team-members`
    expect(await code('moderator', 'POST', path, { userIds: [agent] })).toBe('forbidden')
    const stranger = await world.userId('hr.head')
    expect(await code('it.head', 'POST', path, { userIds: [stranger] })).toBe('not_member')
    const { items } = await call('it.head', 'POST', path, { userIds: [agent] })
    expect(items).toEqual([{ userId: agent, name: 'Ian Agent' }])
    await say('requester', id, 'to all')
    expect(await hear('it.agent', id)).toEqual(['to all'])
    expect(await code('it.agent', 'POST', `/tickets/${id}/messages`, { body: 'x' })).toBe(
      'read_only',
    )
    await call('it.agent', 'PATCH', `/tickets/${id}/acknowledge`)
    const before = await read(id)
    await moderate(id, 'reassign', { reason: 'x', assigneeId: agent })
    expect(await read(id)).toMatchObject({ teamMembers: [], acknowledgements: [] })
    await moderate(id, 'undo')
    expect(omitCounters(await read(id))).toEqual(omitCounters(before))
    expect(await code('it.head', 'DELETE', `${path}/x`)).toBe('not_found')
    const gone = await call('it.head', 'DELETE', `${path}/${agent}`)
    expect(gone.items).toEqual([])
    expect(await code('it.agent', 'GET', `/tickets/${id}/messages`)).toBe('not_participant')
  })
})
