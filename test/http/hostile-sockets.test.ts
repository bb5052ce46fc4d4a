import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect as dial } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createDriver } from '../support/scenario-driver.js'
import { realtimeToken, type TestSocket, useSockets } from '../support/sockets.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call } = createDriver(world)
const served = useSockets(world)
const { join } = served
async function isAlive(one: TestSocket): Promise<void> {
  one.send({ type: 'ping' })
  await one.next('pong')
}

describe('hostile frames', () => {
  it('are refused with a code each, and break nothing', async () => {
    const id = '01900000-0000-7000-8000-000000000000'
    const room = `ticket:${id}`
    const one = await join('requester')
    const bad: (string | object)[] = [
      ...['', 'x', '{', '[]', 'null', '1', '"subscribe"', '{}', '[{"type":"ping"}]'],
      ...['{"type":"ping","__proto__":{"a":1}}', '{"__proto__":null}', '{"type":"constructor"}'],
      ...[{ type: 'toString' }, { type: 1 }, { type: 'ping', more: 1 }, { type: 'subscribe' }],
      ...['ticket:', 'ticket:x', `${room} `, `user:${id}:x`, '__proto__', "ticket:'--"].map(
        (name) => ({ type: 'subscribe', room: name }),
      ),
      ...[-1, '-1', '1e9', 'x', '9'.repeat(16), {}, null].map((since) => ({
        ...{ type: 'subscribe', room, since },
      })),
      ...['', ' ', '\u0000', '\ud800', 1, null].map((body) => ({
        ...{ type: 'chat:send', id: 'x', room, body },
      })),
      { type: 'chat:send', id: '', room, body: 'x' },
      ...['x'.repeat(101), 'a\u0000b', '\ud800'].map((frameId) => ({
        ...{ type: 'chat:send', id: frameId, room, body: 'x' },
      })),
      { type: 'chat:send', id: 'x', room: 'moderators', body: 'x' },
      { type: 'chat:send', id: 'x', room, body: 'x', attachments: [1] },
      { type: 'chat:send', id: 'x', room, body: 'x', flag: 'request_money' },
      { type: 'chat:read', room, messageId: 'x' },
    ]
    for (const [index, frame] of bad.entries()) {
      one.send(frame)
      const error = await one.next('error')
      expect(error.code, JSON.stringify(frame)).toBe('validation_failed')
      if (index % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 600))
    }
    one.socket.send(randomBytes(100), { binary: true })
    expect((await one.next('error')).code).toBe('validation_failed')
    const deep = `{"type":"ping","a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`
    one.send(deep)
    expect((await one.next('error')).code).toBe('validation_failed')
    await isAlive(one)
  })

  it('of strangers’ rooms say no more than that they are not theirs', async () => {
    const { id } = await begin('assigned')
    const none = '01900000-0000-7000-8000-000000000000'
    const one = await join('requester2')
    for (const room of [`ticket:${id}`, `ticket:${none}`]) {
      const frames = [
        { type: 'subscribe', room },
        { type: 'chat:send', room, body: 'x' },
        { type: 'chat:typing', room },
        { type: 'chat:read', room, messageId: none },
      ]
      for (const frame of frames) {
        expect(await one.ask(frame)).toMatchObject({ type: 'error', code: 'forbidden' })
      }
    }
  })

  it('too many of them are told so, and too large ones end the socket', async () => {
    const one = await join('requester')
    for (let n = 0; n < 100; n += 1) one.send({ type: 'chat:typing', id: `n-${n}`, room: 'x' })
    const limited = await one.next('error', ({ code }) => code === 'rate_limited')
    expect(limited.id).toMatch(/^n-\d+$/)
    await one.next('error', ({ id }) => id === 'n-99')
    expect(one.all('error').filter(({ code }) => code === 'validation_failed').length).toBeLessThan(
      75,
    )
    await new Promise((resolve) => setTimeout(resolve, 200))
    await isAlive(one)
    one.send({ type: 'ping', more: 'x'.repeat(65_536) })
    expect((await one.closed).code).toBe(1009)
    const flood = await join('requester')
    for (let n = 0; n < 2_000; n += 1) flood.send('x')
    expect((await flood.closed).code).toBe(1008)
  })

  it('a message may be as long as in HTTP, and no longer', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const one = await join('requester')
    const head = await join('it.head')
    await head.ask({ type: 'subscribe', room })
    const body = '😀'.repeat(10_000)
    expect(await one.ask({ type: 'chat:send', room, body })).toMatchObject({ type: 'ack' })
    expect((await head.next('chat:message', ({ data }) => data.body === body)).room).toBe(room)
    expect(await one.ask({ type: 'chat:send', room, body: `${body}!` })).toMatchObject({
      type: 'error',
      code: 'too_long',
    })
    const rows = await world.db.query(
      `SELECT 1 FROM stream_event WHERE type = 'chat:message' AND octet_length(data::text) > 200`,
    )
    expect(rows).toEqual([]) // however long it is, it is stored once
  })
})

describe('those who hold much', () => {
  it('have ten sockets, and another when one of them is closed', async () => {
    const sockets: TestSocket[] = []
    for (let n = 0; n < 10; n += 1) sockets.push(await join('it.agent'))
    await expect(join('it.agent')).rejects.toThrow('429')
    await join('it.head') // another one's are counted by themselves
    sockets[0]?.close()
    await sockets[0]?.closed
    await world.until(async () => join('it.agent').catch(() => undefined))
  })

  it('or read nothing, are cut with 4408 and harm nobody', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const [slow, head] = [await join('requester'), await join('it.head')]
    for (const one of [slow, head]) await one.ask({ type: 'subscribe', room })
    slow.socket.pause()
    const body = 'x'.repeat(10_000)
    // the kernel holds some megabytes of a connection before it is slow
    const bytes = { sent: 0 }
    for (let n = 0; bytes.sent < 24_000_000; n += 1) {
      await world.owner.query(
        `INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
         SELECT uuidv7(), organization_id, 'ticket:updated', ARRAY['ticket:' || id],
           jsonb_build_object('id', id, 'number', number, 'status', status, 'revision', 1, 'changed', jsonb_build_array($2::text)), now()
         FROM ticket, generate_series(1, 100) WHERE id = $1`,
        [id, body],
      )
      bytes.sent += 100 * body.length
      if (n % 4 === 3) {
        const told = head.frames.length
        await world.until(async () => head.frames.length > told, 10_000).catch(() => undefined)
      }
    }
    await call('it.head', 'POST', `/tickets/${id}/messages`, { body: 'the last word' })
    await world.until(async () =>
      head.all('chat:message').some(({ data }) => data.body === 'the last word'),
    )
    slow.socket.resume()
    expect((await slow.closed).code).toBe(4408)
  })
})

describe('an upgrade', () => {
  it('that is none, or half of one, harms nobody', async () => {
    const { hostname, port } = new URL(served.url)
    const token = await realtimeToken(served.url, await world.token('requester'))
    const begins = [
      'GET /api/v1/realtime HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      `GET /api/v1/realtime?token=${token} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 1\r\nSec-WebSocket-Key: x\r\n\r\n`,
      'GET //[ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      'GET /api/v1/realtime?token=%00&since=x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ]
    for (const begin of begins) {
      const socket = dial(Number(port), hostname)
      socket.write(begin)
      const [heard] = await once(socket, 'data')
      expect(String(heard)).toMatch(/^HTTP\/1.1 4\d\d /)
      socket.destroy()
    }
    const other = dial(Number(port), hostname)
    other.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n')
    expect(String((await once(other, 'data'))[0])).toMatch(/^HTTP\/1.1 200 /)
    other.destroy()
    await isAlive(await join('requester'))
  })
})
