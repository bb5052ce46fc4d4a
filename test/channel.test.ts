import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createChannel } from '../src/realtime/socket.js'

let server: WebSocketServer
let client: WebSocket
beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
})
afterEach(() => {
  client.terminate()
  server.close()
})

/** A channel on a real connection, and how often that was written to. */
async function open() {
  const { port } = server.address() as AddressInfo // it listens on a port
  client = new WebSocket(`ws://127.0.0.1:${port}`)
  const heard: string[] = []
  client.on('message', (text) => void heard.push(String(text)))
  const [[socket, { socket: connection }]] = (await Promise.all([
    once(server, 'connection'),
    once(client, 'open'),
  ])) as [[WebSocket, { socket: Socket }], unknown[]] // what `ws` says of a connection
  const writes = vi.spyOn(connection, '_writev')
  return { channel: createChannel(socket, connection), heard, writes }
}

it('what is told in one go leaves in one piece', async () => {
  const { channel, heard, writes } = await open()
  const texts = Array.from({ length: 50 }, (_, n) => `word ${n}`)
  for (const text of texts) channel.sendText(text)
  await expect.poll(() => heard).toEqual(texts)
  expect(writes).toHaveBeenCalledTimes(1)
  channel.sendText('and another')
  await expect.poll(() => heard.at(-1)).toBe('and another')
  expect(writes).toHaveBeenCalledTimes(2)
})

it('and however much it is, nobody who reads is taken for slow', async () => {
  const { channel, heard, writes } = await open()
  const text = 'x'.repeat(10_000)
  for (let n = 0; n < 300; n += 1) {
    channel.sendText(text)
    if (n % 150 === 149) await channel.drained()
  }
  await expect.poll(() => heard.length).toBe(300)
  expect(client.readyState).toBe(WebSocket.OPEN)
  expect(writes.mock.calls.length).toBeLessThan(60)
})
