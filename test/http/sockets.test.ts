import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createDriver } from '../support/scenario-driver.js'
import { closeSockets, connect, type Frame, openSocket, realtimeToken } from '../support/sockets.js'
import { useWorld } from '../support/world.js'

const ORIGIN = 'https://desk.example'
const world = useWorld({ env: { CORS_ORIGINS: ORIGIN } })
const { begin, call, moderate } = createDriver(world)
let url: string
beforeAll(async () => {
  url = await world.serve()
})
afterEach(closeSockets)

const join = async (who: string) => connect(url, await world.token(who))
const say = (who: string, id: string, body: string, more = {}) =>
  call(who, 'POST', `/tickets/${id}/messages`, { body, ...more })
const signIn = async (who: string) =>
  (
    await world.call<{ accessToken: string }>(null, 'POST', '/auth/login', {
      login: `${who}@demo.test`,
      password: 'perdure-demo',
    })
  ).body.accessToken

describe('a socket', () => {
  it('is opened by a token, once and soon, from pages that may', async () => {
    const token = await realtimeToken(url, await world.token('requester'))
    const address = `${url}/realtime?token=${token}`
    await expect(openSocket(address, 'https://evil.example')).rejects.toThrow('403')
    const one = await openSocket(address, ORIGIN)
    await expect(openSocket(address)).rejects.toThrow('401')
    await expect(openSocket(`${url}/realtime`)).rejects.toThrow('401')
    await expect(openSocket(`${url}/elsewhere?token=${token}`)).rejects.toThrow('404')
    const late = await realtimeToken(url, await world.token('requester'))
    await world.db.query(`UPDATE realtime_token SET expires_at = now() - interval '1 second'`)
    await expect(openSocket(`${url}/realtime?token=${late}`)).rejects.toThrow('401')
    one.send({ type: 'ping' })
    expect(await one.next('pong')).toEqual({ type: 'pong' })
  })

  it('enters rooms that are its own to enter, and hears of others no more than that', async () => {
    const { id } = await begin('assigned')
    const draft = await world.file('requester', { isDraft: true })
    const it = await world.departmentId('IT')
    const hr = await world.departmentId('HR')
    const own = await world.userId('requester')
    const allowed: [string, string, boolean][] = [
      ['requester', `ticket:${id}`, true],
      ['it.agent', `ticket:${id}`, true],
      ['requester2', `ticket:${id}`, false],
      ['moderator@other.test', `ticket:${id}`, false],
      ['requester', `ticket:${draft.id}`, false],
      ['requester', `ticket:${own}`, false],
      ['moderator', 'moderators', true],
      ['it.agent', 'moderators', false],
      ['it.agent', `department:${it}`, true],
      ['manager', `department:${it}`, true],
      ['it.agent', `department:${hr}`, false],
      ['requester', `department:${it}`, false],
      ['moderator', `department:${hr}`, true],
      ['requester', `user:${own}`, true],
      ['moderator', `user:${own}`, false],
    ]
    for (const [who, room, isAllowed] of allowed) {
      const one = await join(who)
      const answer = await one.ask({ type: 'subscribe', room })
      const label = `${who} ${room}`
      if (isAllowed) expect(answer, label).toMatchObject({ type: 'ack', room })
      else expect(answer, label).toMatchObject({ type: 'error', code: 'forbidden', room })
      one.close()
      await one.closed
    }
  })

  it('gets what its rooms are told, once, however many of them it is in', async () => {
    const { id, number } = await begin('submitted')
    const moderator = await join('moderator')
    const requester = await join('requester')
    const stranger = await join('requester2')
    await moderator.ask({ type: 'subscribe', room: 'moderators' })
    await moderator.ask({ type: 'subscribe', room: `ticket:${id}` })
    await requester.ask({ type: 'subscribe', room: `ticket:${id}` })
    await moderate(id, 'assign')
    const updated = await requester.next('ticket:updated', ({ data }) => data.revision === 2)
    expect(updated).toMatchObject({
      room: `ticket:${id}`,
      data: { id, number, status: 'assigned', revision: 2 },
    })
    expect(updated.data.changed).toContain('assigneeId')
    expect((await requester.next('ticket:assigned')).data).toMatchObject({
      assignee: { name: 'Iris Head' },
    })
    const isHead = ({ data }: Frame) => data.name === 'Iris Head'
    await requester.next('chat:participant_added', isHead)
    await moderator.next('chat:participant_added', isHead)
    const updates = moderator.all('ticket:updated').filter(({ data }) => data.revision === 2)
    expect(updates).toHaveLength(1)
    expect(stranger.frames).toEqual([])
    const cursors = requester.frames.flatMap(({ cursor }) => cursor ?? [])
    expect(cursors).toEqual([...cursors].sort())
  })

  it('is told in its own room what is its own alone', async () => {
    const { id } = await begin('submitted')
    const head = await join('it.head')
    await moderate(id, 'assign')
    const assigned = await head.next('ticket:assigned')
    expect(assigned.room).toBeUndefined()
    const notified = await head.next('notification:created')
    expect(notified).toMatchObject({ data: { type: 'ticket_assigned', ticketId: id } })
    expect(JSON.stringify(notified)).not.toContain('user:')
  })
})

describe('the chat by sockets', () => {
  it('stores before it acknowledges, once for each id, and tells it as the message that it is', async () => {
    const { id } = await begin('assigned')
    const [requester, head] = [await join('requester'), await join('it.head')]
    const room = `ticket:${id}`
    for (const one of [requester, head]) await one.ask({ type: 'subscribe', room })
    const frame = { type: 'chat:send', id: 'mine-1', room, body: 'Is anybody there?' }
    const ack = await requester.ask(frame)
    const stored = (await call('requester', 'GET', `/tickets/${id}/messages?sort=-at`)).items[0]
    expect(ack).toMatchObject({ type: 'ack', id: 'mine-1', message: stored })
    const heard = await head.next('chat:message', ({ data }) => data.kind === 'message')
    expect(heard).toMatchObject({ room, data: stored, at: stored.at })
    expect((await requester.ask(frame)).message.id).toBe(stored.id)
    await say('requester', id, 'and now?')
    await head.next('chat:message', ({ data }) => data.body === 'and now?')
    expect(head.all('chat:message').filter(({ data }) => data.kind === 'message')).toHaveLength(2)
    const mark = await head.ask({ type: 'chat:read', room, messageId: stored.id })
    expect(mark).toMatchObject({ type: 'ack', messageId: stored.id, unread: 1 })
  })

  it('keeps the order of what one socket says', async () => {
    const { id } = await begin('assigned')
    const requester = await join('requester')
    const room = `ticket:${id}`
    const ids = Array.from({ length: 20 }, (_, n) => `word-${n}`)
    for (const one of ids) requester.send({ type: 'chat:send', id: one, room, body: one })
    await requester.next('ack', (frame) => frame.id === 'word-19')
    const { items } = await call('requester', 'GET', `/tickets/${id}/messages?limit=100`)
    const bodies = items.map(({ body }: { body: string }) => body)
    expect(bodies.filter((body: string) => body.startsWith('word'))).toEqual(ids)
  })

  it('keeps internal words, and what was said before joining, from whom they are kept by HTTP', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const [requester, head] = [await join('requester'), await join('it.head')]
    for (const one of [requester, head]) await one.ask({ type: 'subscribe', room })
    await say('it.head', id, 'between us', { visibility: 'internal' })
    await say('it.head', id, 'to all')
    await head.next('chat:message', ({ data }) => data.body === 'to all')
    await requester.next('chat:message', ({ data }) => data.body === 'to all')
    expect(JSON.stringify(requester.frames)).not.toContain('between us')
    expect(JSON.stringify(head.frames)).toContain('between us')
    const refused = await requester.ask({
      ...{ type: 'chat:send', room, body: 'psst', visibility: 'internal' },
    })
    expect(refused).toMatchObject({ type: 'error', code: 'forbidden' })
  })

  it('tells who is typing, and keeps nothing of it', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const [requester, head] = [await join('requester'), await join('it.head')]
    for (const one of [requester, head]) await one.ask({ type: 'subscribe', room })
    requester.send({ type: 'chat:typing', room })
    const typing = await head.next('chat:typing')
    expect(typing).toMatchObject({ room, data: { name: 'Rosa Requester', visibility: 'public' } })
    expect(typing.cursor).toBeUndefined()
    head.send({ type: 'chat:typing', room, visibility: 'internal' })
    await say('it.head', id, 'done')
    await requester.next('chat:message', ({ data }) => data.body === 'done')
    expect(requester.all('chat:typing')).toEqual([])
    const stored = await world.db.query(`SELECT 1 FROM stream_event WHERE type = 'chat:typing'`)
    expect(stored).toEqual([])
  })

  it('ends for whom a moderator takes out, and goes on from joining when they are let in again', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const userId = await world.userId('requester')
    const [requester, head] = [await join('requester'), await join('it.head')]
    for (const one of [requester, head]) await one.ask({ type: 'subscribe', room })
    await call('moderator', 'POST', `/tickets/${id}/participants/remove`, { userId })
    expect((await requester.next('chat:participant_removed')).data.userId).toBe(userId)
    await say('it.head', id, 'not for her')
    await head.next('chat:message', ({ data }) => data.body === 'not for her')
    expect(await requester.ask({ type: 'chat:send', room, body: 'x' })).toMatchObject({
      type: 'error',
      code: 'forbidden',
    })
    for (const frame of [{ type: 'subscribe' }, { type: 'subscribe', since: '0' }]) {
      const answer = await requester.ask({ ...frame, room })
      expect(answer).toMatchObject({ type: 'error', code: 'forbidden' })
    }
    expect(await requester.ask({ type: 'chat:typing', room })).toMatchObject({ code: 'forbidden' })
    await call('moderator', 'POST', `/tickets/${id}/participants/add`, { userId })
    await requester.ask({ type: 'subscribe', room, since: '0' })
    await say('it.head', id, 'welcome back')
    await requester.next('chat:message', ({ data }) => data.body === 'welcome back')
    expect(JSON.stringify(requester.frames)).not.toContain('not for her')
  })
})

describe('catching up', () => {
  it('gives what was missed, in order and once, and goes on live', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const first = await join('requester')
    await first.ask({ type: 'subscribe', room })
    await say('it.head', id, 'word 0')
    const { cursor } = await first.next('chat:message', ({ data }) => data.body === 'word 0')
    first.close()
    for (let n = 1; n <= 40; n += 1) await say('it.head', id, `word ${n}`)
    const again = await join('requester')
    const talking = (async () => {
      for (let n = 41; n <= 60; n += 1) await say('it.head', id, `word ${n}`)
    })()
    const ack = await again.ask({ type: 'subscribe', room, since: cursor })
    expect(ack).toMatchObject({ cursor })
    await talking
    await again.next('chat:message', ({ data }) => data.body === 'word 60')
    const bodies = again.all('chat:message').map(({ data }) => data.body)
    expect(bodies).toEqual(Array.from({ length: 60 }, (_, n) => `word ${n + 1}`))
  })

  it('by several rooms gives each event once, also of its own room', async () => {
    const { id } = await begin('submitted')
    const [{ head = '0' } = {}] = await world.db.query<{ head: string }>(
      'SELECT cursor::text AS head FROM stream_head',
    )
    await moderate(id, 'assign')
    await moderate(id, 'reassign', { departmentId: await world.departmentId('HR'), reason: 'x' })
    await world.until(async () => {
      const rows = await world.db.query('SELECT 1 FROM stream_event WHERE cursor IS NULL')
      return rows.length === 0
    })
    const moderator = await join('moderator')
    moderator.send({ type: 'subscribe', room: 'moderators', since: head })
    moderator.send({ type: 'subscribe', room: `ticket:${id}`, since: head })
    await moderate(id, 'close', { reason: 'x' })
    await moderator.next('ticket_closed')
    const updates = moderator.all('ticket:updated').map(({ data }) => data.revision)
    expect(updates).toEqual([2, 3, 4])
    const hr = await connect(url, await world.token('hr.head'), `&since=${head}`)
    expect((await hr.next('ticket:assigned')).data.id).toBe(id)
    await hr.ask({ type: 'subscribe', room: `user:${await world.userId('hr.head')}`, since: head })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(hr.all('ticket:assigned')).toHaveLength(1)
  })

  it('is refused where what was missed is no longer kept, or the cursor was never given', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const one = await join('requester')
    const far = await one.ask({ type: 'subscribe', room, since: '999999999999999' })
    expect(far).toMatchObject({ type: 'error', code: 'cursor_expired' })
    const [{ gone = '0' } = {}] = await world.owner.query<{ gone: string }>(
      `DELETE FROM stream_event WHERE cursor = (SELECT min(cursor) FROM stream_event) RETURNING cursor::text AS gone`,
    )
    const before = String(Number(gone) - 1)
    expect(await one.ask({ type: 'subscribe', room, since: before })).toMatchObject({
      code: 'cursor_expired',
    })
    expect(await one.ask({ type: 'subscribe', room, since: gone })).toMatchObject({ type: 'ack' })
    const own = await connect(url, await world.token('requester'), `&since=${before}`)
    expect(await own.next('error')).toMatchObject({ code: 'cursor_expired' })
    await call('moderator', 'POST', `/tickets/${id}/participants/remove`, {
      userId: await world.userId('requester'),
    })
    await own.next('chat:participant_removed') // it hears what comes all the same
  })
})

describe('a session’s end', () => {
  it('closes its sockets, and tells the others of the same person', async () => {
    const [token, other] = [await signIn('it.agent'), await signIn('it.agent')]
    const [one, two] = [await connect(url, token), await connect(url, other)]
    const began = Date.now()
    await fetch(`${url}/auth/logout`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(await one.closed).toMatchObject({ code: 4401 })
    expect(Date.now() - began).toBeLessThan(1_000)
    await two.next('session:ended')
    two.send({ type: 'ping' })
    await two.next('pong')
  })

  it('and that of the account closes all of them', async () => {
    const sockets = [await join('ceo'), await join('ceo')]
    const userId = await world.userId('ceo')
    await world.db.query('UPDATE app_user SET helpdesk_authorized = false WHERE id = $1', [userId])
    for (const { closed } of sockets) expect(await closed).toMatchObject({ code: 4401 })
    await world.db.query('UPDATE app_user SET helpdesk_authorized = true WHERE id = $1', [userId])
  })
})

describe('who looks at a ticket', () => {
  it('is shown to staff alone, and goes with the socket', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const [requester, head, agent] = [
      await join('requester'),
      await join('it.head'),
      await join('it.agent'),
    ]
    await requester.ask({ type: 'subscribe', room })
    await head.ask({ type: 'subscribe', room })
    const names = ({ data }: Frame) => data.users.map(({ name }: { name: string }) => name).sort()
    expect(names(await head.next('ticket:viewers'))).toEqual(['Iris Head'])
    await agent.ask({ type: 'subscribe', room })
    const both = ['Ian Agent', 'Iris Head']
    for (const one of [head, agent]) {
      expect(names(await one.next('ticket:viewers'))).toEqual(both)
    }
    agent.close()
    expect(names(await head.next('ticket:viewers'))).toEqual(['Iris Head'])
    expect(requester.all('ticket:viewers')).toEqual([])
  })
})
