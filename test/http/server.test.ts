import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { Hono } from 'hono'
import { afterEach, describe, expect, it } from 'vitest'
import { chooseServerLimits, SERVER_LIMITS, serveApp } from '../../src/http/server.js'

const app = new Hono()
  .post('/', async (c) => c.text(await c.req.text()))
  .put('/api/v1/uploads/x', async (c) => c.text(await c.req.text()))

const stops: (() => unknown)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

async function listen(over = {}): Promise<number> {
  const limits = { ...SERVER_LIMITS, connectionsCheckingInterval: 50, ...over }
  const server = serveApp({ app, host: '127.0.0.1', port: 0, limits }, () => {})
  stops.push(() => server.close())
  await once(server, 'listening')
  return (server.address() as AddressInfo).port // it listens to a port
}

function dial(port: number): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  stops.push(() => socket.destroy())
  return socket
}

/** What the server says until it hangs up, to somebody who goes on sending a byte at a time. */
async function drip(port: number, begin: string): Promise<string> {
  const socket = dial(port)
  let heard = ''
  socket.on('data', (chunk) => {
    heard += chunk
  })
  socket.write(begin)
  const drops = setInterval(() => socket.write('a'), 20)
  await once(socket, 'close')
  clearInterval(drops)
  return heard
}

it('a file may take longer to come than any other body, and not for ever', async () => {
  const port = await listen({ requestTimeout: 100, uploadTimeout: 900 })
  const begun = performance.now()
  const begin = 'PUT /api/v1/uploads/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n'
  expect(await drip(port, begin)).toContain('408')
  expect(performance.now() - begun).toBeGreaterThan(850)
})

describe('a connection that is held by sending slowly', () => {
  it('is closed when its headers do not end', async () => {
    const port = await listen({ headersTimeout: 200 })
    expect(await drip(port, 'POST / HTTP/1.1\r\nHost: x\r\nX-Slow: ')).toContain('408')
  })
  it('is closed when its body does not end', async () => {
    const port = await listen({ headersTimeout: 200, requestTimeout: 300 })
    const begin = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n'
    expect(await drip(port, begin)).toContain('408')
  })
})

it('connections are bounded', async () => {
  const port = await listen({ maxConnections: 2 })
  const held = [dial(port), dial(port)]
  await Promise.all(held.map((socket) => once(socket, 'connect')))
  await once(dial(port), 'close')
  for (const socket of held) expect(socket.destroyed).toBe(false)
})

it('connections are bounded for each network, and one that is closed makes room', async () => {
  const port = await listen({ maxConnectionsPerNetwork: 2 })
  const held = [dial(port), dial(port)]
  await Promise.all(held.map((socket) => once(socket, 'connect')))
  await once(dial(port), 'close')
  for (const socket of held) expect(socket.destroyed).toBe(false)
  held[0]?.destroy()
  await expect
    .poll(async () => {
      const socket = dial(port)
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
      const heard = await Promise.race([once(socket, 'data'), once(socket, 'close')])
      socket.destroy()
      return String(heard[0])
    })
    .toContain('HTTP/1.1 404')
})

it('without a proxy in front a network has a part of the connections, and idle ones end soon', () => {
  expect(chooseServerLimits(0).maxConnectionsPerNetwork).toBeLessThanOrEqual(
    SERVER_LIMITS.maxConnections / 4,
  )
  expect(chooseServerLimits(0).keepAliveTimeout).toBeLessThan(10_000)
  expect(chooseServerLimits(1)).toMatchObject({ keepAliveTimeout: 65_000 })
})

it('the times are those that were decided', () => {
  expect(SERVER_LIMITS).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000 })
})
