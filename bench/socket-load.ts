import { WebSocket } from 'ws'
import { type Figures, percentile } from './load.js'

const GIVE_UP_AFTER_MS = 10_000

export interface SocketLoad {
  /** Each says things in a room of its own. */
  senders: readonly { socket: WebSocket; room: string }[]
  /** Each is in all rooms. */
  readers: readonly WebSocket[]
  messages: number
  /** What nobody has heard for so long is lost. */
  giveUpAfterMs?: number
}

/**
 * Every sender says the next thing as soon as the last was acknowledged. A message is done when all readers have it:
 * the rate is that of the whole up to the last of them, the times are from its sending to the last reader. What was
 * lost counts as failed, and what was waited for it does not.
 */
export async function driveSockets(load: SocketLoad): Promise<Figures> {
  const { senders, messages } = load
  const hearing = startHearing(load)
  const began = performance.now()
  let next = 0
  const say = async ({ socket, room }: SocketLoad['senders'][number]): Promise<void> => {
    while (next < messages) {
      const body = `${began}-${next++}`
      hearing.sent(body)
      const answer = await ask(socket, { type: 'chat:send', id: body, room, body })
      if (answer.type !== 'ack') hearing.refused()
    }
  }
  await Promise.all(senders.map(say))
  const { took, lastAt } = await hearing.over
  return {
    requests: messages,
    perSecond: took.length / ((lastAt - began) / 1000),
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
    failed: messages - took.length,
  }
}

/** How long each message took to its last reader, and when the last of all was heard. */
function startHearing({ readers, messages, giveUpAfterMs = GIVE_UP_AFTER_MS }: SocketLoad) {
  const sentAt = new Map<string, number>()
  const heardBy = new Map<string, number>()
  const took: number[] = []
  let refusals = 0
  let lastAt = performance.now()
  let end: () => void = () => {}
  const over = new Promise<void>((resolve) => {
    end = resolve
  })
  const lost = setTimeout(() => end(), giveUpAfterMs)
  const endIfAll = () => took.length + refusals >= messages && end()
  const hear = (text: unknown) => {
    const { type, data } = JSON.parse(String(text))
    const at = type === 'chat:message' ? sentAt.get(data.body) : undefined
    if (at === undefined) return
    lastAt = performance.now()
    lost.refresh()
    const count = (heardBy.get(data.body) ?? 0) + 1
    heardBy.set(data.body, count)
    if (count === readers.length) took.push(lastAt - at)
    endIfAll()
  }
  for (const reader of readers) reader.on('message', hear)
  return {
    sent: (body: string) => void sentAt.set(body, performance.now()),
    refused: () => {
      refusals += 1
      endIfAll()
    },
    over: over.then(() => {
      clearTimeout(lost)
      for (const reader of readers) reader.off('message', hear)
      return { took, lastAt }
    }),
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
