import { type AddressInfo, createServer, type Socket } from 'node:net'

/** Speaks as clamd does, and answers what it is told to. */
export interface FakeClamd {
  host: string
  port: number
  /** Undefined: it says nothing at all. */
  answer: string | undefined
  /** After so many bytes it closes the connection without a word. */
  hangsUpAt: number | undefined
  /** From then on it does not even greet. */
  isDying: boolean
  /** So long it takes over a file. */
  slowMs: number
  /** Files that it takes its time over. */
  scanning: number
  stop: () => Promise<void>
}

export async function startFakeClamd(): Promise<FakeClamd> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined) // whoever hangs up
    let seen = 0
    let heard = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      seen += chunk.length
      heard = Buffer.concat([heard, chunk]).subarray(-16)
      const isAsked = heard.includes('zPING') || heard.includes('zVERSION')
      const isWhole = heard.subarray(-4).equals(Buffer.alloc(4)) && seen > 10
      if (fake.hangsUpAt !== undefined && seen > fake.hangsUpAt) socket.resetAndDestroy()
      else if (isAsked && fake.isDying) socket.destroy()
      else if (heard.includes('zPING')) socket.end('PONG\0')
      else if ((isAsked || isWhole) && fake.answer !== undefined) {
        const said = `${fake.answer}\0`
        if (isAsked) socket.end(said)
        else {
          fake.scanning += 1
          setTimeout(() => {
            fake.scanning -= 1
            socket.end(said)
          }, fake.slowMs)
        }
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  const fake: FakeClamd = {
    host: '127.0.0.1',
    port,
    answer: 'stream: OK',
    hangsUpAt: undefined,
    isDying: false,
    slowMs: 0,
    scanning: 0,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
  return fake
}
