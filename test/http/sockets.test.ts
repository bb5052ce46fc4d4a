import { describe, expect, it } from 'vitest'
import { createChat } from '../support/chat.js'
import { createDriver } from '../support/scenario-driver.js'
import { connect, type Frame, openSocket, realtimeToken, useSockets } from '../support/sockets.js'
import { useWorld } from '../support/world.js'

const ORIGIN = 'https://desk.example'
const world = useWorld({ env: { CORS_ORIGINS: ORIGIN } })
const { begin, call, moderate } = createDriver(world)
const { say } = createChat({ call })
const served = useSockets(world)
const { join } = served
const signIn = async (who: string) =>
  (
    await world.call<{ accessToken: string }>(null, 'POST', '/auth/login', {
      login: `${who}@demo.test`,
      password: 'perdure-demo',
    })
  ).body.accessToken

describe('a socket', () => {
  it('is opened by a token, once and soon, from pages that may', async () => {
    const token = await realtimeToken(served.url, await world.token('requester'))
    const address = `${served.url}/realtime?token=${token}`
    await expect(openSocket(address, 'https://evil.example')).rejects.toThrow('403')
    const one = await openSocket(address, ORIGIN)
    await expect(openSocket(address)).rejects.toThrow('401')
    await expect(openSocket(`${served.url}/realtime`)).rejects.toThrow('401')
    await expect(openSocket(`${served.url}/elsewhere?token=${token}`)).rejects.toThrow('404')
    const late = await realtimeToken(served.url, await world.token('requester'))
    await world.db.query(`UPDATE realtime_token SET expires_at = now() - interval '1 second'`)
    await expect(openSocket(`${served.url}/realtime?token=${late}`)).rejects.toThrow('401')
    one.send({ type: 'ping' })
    expect(await one.next('pong')).toEqual({ type: 'pong' })
  })

  it('is opened to a page of the same origin too, which need not be listed', async () => {
    const { origin, hostname } = new URL(served.url)
    const address = async () =>
      `${served.url}/realtime?token=${await realtimeToken(served.url, await world.token('requester'))}`
    const own = await openSocket(await address(), origin)
    own.send({ type: 'ping' })
    await own.next('pong')
    for (const other of [`http://${hostname}:1`, `http://${hostname}`, 'null', 'x']) {
      await expect(openSocket(await address(), other), other).rejects.toThrow('403')
    }
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
    const hr = await connect(served.url, await world.token('hr.head'), `&since=${head}`)
    expect((await hr.next('ticket:assigned')).data.id).toBe(id)
    await hr.ask({ type: 'subscribe', room: `user:${await world.userId('hr.head')}`, since: head })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(hr.all('ticket:assigned')).toHaveLength(1)
  })

  it('gives each event once, however often and from wherever it is asked for', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const requester = await join('requester')
    const { cursor: first } = await requester.ask({ type: 'subscribe', room })
    await say('it.head', id, 'one')
    const { cursor: second } = await requester.next('chat:message')
    await say('it.head', id, 'two')
    await requester.next('chat:message', ({ data }) => data.body === 'two')
    const again = await join('requester')
    await again.ask({ type: 'subscribe', room })
    const asked = [second, second, first, second, first].flatMap((since) =>
      Array.from({ length: 8 }, () => ({ type: 'subscribe', room, since })),
    )
    for (const frame of asked) again.send(frame)
    await again.next('chat:message', ({ data }) => data.body === 'one')
    // a room is caught up with behind the others: by then they have been
    const { id: other } = await begin('assigned')
    await say('it.head', other, 'last')
    await again.ask({ type: 'subscribe', room: `ticket:${other}`, since: first })
    await again.next('chat:message', ({ data }) => data.body === 'last')
    const said = again.all('chat:message').filter((frame) => frame.room === room)
    expect(said.map(({ data }) => data.body)).toEqual(['two', 'one'])
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
    const own = await connect(served.url, await world.token('requester'), `&since=${before}`)
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
    const [one, two] = [await connect(served.url, token), await connect(served.url, other)]
    const began = Date.now()
    await fetch(`${served.url}/auth/logout`, {
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
