import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface WantedPort {
  port: number
  host: string
  /** What gives another one. */
  setting: string
}

/** Throws, naming the settings, when some can't be had. */
export async function requireFreePorts(wanted: readonly WantedPort[]): Promise<void> {
  const looks = wanted.map(async (one) => ((await becomesFree(one)) ? [] : [one]))
  const taken = (await Promise.all(looks)).flat()
  if (taken.length === 0) return
  const ports = taken.map(({ port }) => port).join(', ')
  const settings = taken.map(({ setting }) => setting).join(', ')
  throw new Error(
    taken.length === 1
      ? `port ${ports} is taken: end what uses it, or set ${settings}.`
      : `ports ${ports} are taken: end what uses them, or set ${settings}.`,
  )
}

async function becomesFree({ port, host }: WantedPort): Promise<boolean> {
  for (let tries = 0; tries < 10; tries += 1) {
    if (await canListen(port, host)) return true
    await sleep(200) // one just killed may still let go of it
  }
  return false
}

/** Below the range that outgoing connections take theirs from, so that it is still free a little later. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    if (await canListen(port, '127.0.0.1')) return port
  }
}

export function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
