import { WebSocket } from 'ws'
import { type Figures, percentile } from './load.js'

const READ_WITHIN_MS = 60_000

export interface SocketLoad {
  /** Each says things in a room of its own. */
  senders: readonly { socket: WebSocket; room: string }[]
  /** Each is in all rooms. */
  readers: readonly WebSocket[]
  messages: number
}

/**
 * Every sender says the next thing as soon as the last was acknowledged. A message is done when all readers have it:
 * the rate is that of the whole, the times are from its sending to the last reader.
 */
export async function driveSockets(load: SocketLoad): Promise<Figures> {
  const { senders, readers, messages } = load
  const sentAt = new Map<string, number>()
  const heardBy = new Map<string, number>()
  const took: number[] = []
  let failed = 0
  let next = 0
  const began = performance.now()
  const allHeard = new Promise<void>((resolve) => {
    const late = setTimeout(resolve, READ_WITHIN_MS)
    const hear = (text: unknown) => {
      const { type, data } = JSON.parse(String(text))
      const at = type === 'chat:message' ? sentAt.get(data.body) : undefined
      if (at === undefined) return
      const count = (heardBy.get(data.body) ?? 0) + 1
      heardBy.set(data.body, count)
      if (count === readers.length) took.push(performance.now() - at)
      if (took.length + failed < messages) return
      clearTimeout(late)
      resolve()
    }
    for (const reader of readers) reader.on('message', hear)
  })
  const say = async ({ socket, room }: SocketLoad['senders'][number]): Promise<void> => {
    while (next < messages) {
      const body = `${began}-${next++}`
      sentAt.set(body, performance.now())
      const answer = await ask(socket, { type: 'chat:send', id: body, room, body })
      if (answer.type !== 'ack') failed += 1
    }
  }
  await Promise.all(senders.map(say))
  await allHeard
  for (const reader of readers) reader.removeAllListeners('message')
  return {
    requests: messages,
    perSecond: took.length / ((performance.now() - began) / 1000),
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
    failed: messages - took.length,
  }
}

function ask(
  socket: WebSocket,
  frame: { id: string; type: string; room?: string; body?: string },
): Promise<{ type: string }> {
  return new Promise((resolve) => {
    const hear = (text: unknown) => {
      const answer = JSON.parse(String(text))
      if (answer.id !== frame.id) return
      socket.off('message', hear)
      resolve(answer)
    }
    socket.on('message', hear)
    socket.send(JSON.stringify(frame))
  })
}

/** Has it in all of these rooms. */
export async function enterRooms(socket: WebSocket, rooms: readonly string[]): Promise<void> {
  for (const room of rooms) await ask(socket, { type: 'subscribe', id: room, room })
}

/** Opens a bare socket. */
export async function openPlain(address: string): Promise<WebSocket> {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return socket
}
