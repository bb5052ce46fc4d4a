import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Throws, naming the setting, when the port can't be had. */
export async function requireFreePort(port: number, host: string, setting: string): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) {
    if (await canListen(port, host)) return
    await sleep(200) // one just killed may still let go of it
  }
  throw new Error(`port ${port} is taken: end what uses it, or set ${setting}.`)
}

/** Below the range that outgoing connections take theirs from, so that it is still free a little later. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    if (await canListen(port, '127.0.0.1')) return port
  }
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
