import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Caller, SessionCache } from '../../src/auth/session-cache.js'
import { startKeeper } from '../../src/realtime/keeper.js'
import { createRoster, type Member } from '../../src/realtime/roster.js'

const SECOND = 1_000
let server: WebSocketServer
const opened: WebSocket[] = []
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
})
afterEach(() => {
  for (const socket of opened.splice(0)) socket.terminate()
  server.close()
  vi.useRealTimers()
})

/** A real socket; one that does not answer is as good as gone. */
async function connect({ answers }: { answers: boolean }) {
  const { port } = server.address() as AddressInfo // it listens to a port
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong: answers })
  opened.push(client)
  const [[socket]] = await Promise.all([once(server, 'connection'), once(client, 'open')])
  let pings = 0
  client.on('ping', () => {
    pings += 1
  })
  const ended = once(client, 'close').then(([code]) => code)
  return { socket: socket as WebSocket, client, pings: () => pings, ended }
}

/** Whose sessions are good. */
const sessionsOf = (good: Set<string>) =>
  ({
    callers: async (claims: { sessionId: string }[]) =>
      new Map(
        claims
          .filter(({ sessionId }) => good.has(sessionId))
          .map(({ sessionId }) => [sessionId, {} as Caller]),
      ),
  }) as unknown as SessionCache // what it asks of one

function start(good = new Set<string>()) {
  const roster = createRoster()
  const keeper = startKeeper({
    roster,
    sessions: sessionsOf(good),
    now: Date.now,
    onError: (error) => {
      throw error
    },
  })
  return { roster, keeper }
}

async function pass(seconds: number): Promise<void> {
  for (let n = 0; n < seconds; n += 5) {
    vi.advanceTimersByTime(5 * SECOND)
    await new Promise((resolve) => setTimeout(resolve, 5)) // what was sent arrives, and is answered
  }
}

describe('a socket that is watched', () => {
  it('is pinged every 25 seconds, and stays while it answers', async () => {
    const { keeper } = start()
    const { socket, client, pings } = await connect({ answers: true })
    keeper.watch(socket)
    await pass(20)
    expect(pings()).toBe(0)
    await pass(5)
    await expect.poll(pings).toBe(1)
    await pass(275)
    await expect.poll(pings).toBe(12)
    expect(client.readyState).toBe(WebSocket.OPEN)
    keeper.stop()
  })

  it('is dropped when it has said nothing for 60 seconds, and not before', async () => {
    const { keeper } = start()
    const { socket, client, pings, ended } = await connect({ answers: false })
    keeper.watch(socket)
    await pass(55)
    await expect.poll(pings).toBe(2)
    expect(client.readyState).toBe(WebSocket.OPEN)
    await pass(5)
    expect(await ended).toBe(1006)
    keeper.stop()
  })

  it('is kept by whatever it says', async () => {
    const { keeper } = start()
    const { socket, client } = await connect({ answers: false })
    keeper.watch(socket)
    for (let n = 0; n < 4; n += 1) {
      await pass(50)
      client.send('{"type":"ping"}')
      await once(socket, 'message')
    }
    expect(client.readyState).toBe(WebSocket.OPEN)
    keeper.stop()
  })

  it('is closed within a minute when its session is over by time alone', async () => {
    const good = new Set(['one', 'two'])
    const { roster, keeper } = start(good)
    const ends: string[] = []
    for (const sessionId of good) {
      const claims = { sessionId, userId: sessionId, organizationId: 'demo' }
      roster.add({
        claims,
        rooms: new Map(),
        end: (code: number) => void ends.push(`${sessionId} ${code}`),
      } as unknown as Member) // what is done with one
    }
    good.delete('two')
    await pass(60)
    await expect.poll(() => ends).toEqual(['two 4401'])
    keeper.stop()
  })
})
