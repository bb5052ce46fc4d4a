import { createServer } from 'node:net'

/** Throws, naming the setting, when the port can't be had. */
export async function requireFreePort(port: number, host: string, setting: string): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) {
    if (await canListen(port, host)) return
    await new Promise((resolve) => setTimeout(resolve, 200)) // one just killed may still let go of it
  }
  throw new Error(`port ${port} is taken: end what uses it, or set ${setting}.`)
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
