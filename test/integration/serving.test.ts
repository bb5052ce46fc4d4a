import { createServer, type Socket } from 'node:net'
import { expect, inject, it } from 'vitest'
import { createLogger } from '../../src/logger.js'
import { startWorker } from '../../temporal/worker.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

/** A server that takes connections and says nothing. */
async function startMute() {
  const sockets: Socket[] = []
  const server = createServer((socket) => void sockets.push(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    address: `127.0.0.1:${port}`,
    stop: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

it('a worker that is still connecting stops at once when it is told to', async () => {
  const mute = await startMute()
  const config = { ...world.config, temporal: { ...world.config.temporal, address: mute.address } }
  const worker = await startWorker(config, createLogger('silent', 'test'), inject('bundlePath'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  const stoppedAt = Date.now()
  await worker.stop()
  expect(Date.now() - stoppedAt).toBeLessThan(7_000) // a call in flight has its own deadline
  mute.stop()
})
