import { PerdureError, unreachable } from '../errors.js'
import type { Ack, ClientFrame, ErrorFrame, LiveEvent, ServerFrame } from './frames.js'

/** What the client uses of a WebSocket: a browser's, Node's, or that of the package `ws`. */
export interface SocketLike {
  send(text: string): void
  close(code?: number): void
  onopen: Handler
  onmessage: Handler
  onclose: Handler
  onerror: Handler
}

/** Each has events of its own: whoever sets one says what it reads of them. */
type Handler = ((event: never) => void) | null

export interface OpenSocket {
  /** Resolves with the server's `ack`; throws its `error`, or `unreachable` where the socket ends before either. */
  ask(frame: ClientFrame): Promise<Ack>
  /** Says it, and waits for nothing. */
  say(frame: ClientFrame): void
  close(): void
}

interface SocketOptions {
  socket: SocketLike
  onEvent: (event: LiveEvent) => void
  /** A refusal of what no frame has asked for. */
  onRefused: (frame: ErrorFrame) => void
  /** With the code that it was closed with; 1006 where the other end is gone. */
  onClosed: (code: number) => void
  newId: () => string
}

interface Asker {
  resolve: (ack: Ack) => void
  reject: (error: unknown) => void
}

const OPEN_WITHIN_MS = 10_000
const PING_EVERY_MS = 20_000
/** Nobody has said goodbye. */
const GONE = 1006

/** One socket from its opening to its end. Rejects where it can't be opened. */
export function openSocket(options: SocketOptions): Promise<OpenSocket> {
  const { socket, onClosed, newId } = options
  const askers = new Map<string, Asker>()
  return new Promise((resolve, reject) => {
    let state: 'opening' | 'open' | 'ended' = 'opening'
    const opened = setTimeout(abandon, OPEN_WITHIN_MS)
    const pinging = createPinging(socket, abandon)

    function end(code: number): void {
      clearTimeout(opened)
      pinging.stop()
      if (state === 'opening') reject(unreachable('The socket ended.'))
      if (state === 'open') onClosed(code)
      state = 'ended'
      for (const { reject: refuse } of askers.values()) refuse(unreachable('The socket ended.'))
      askers.clear()
    }
    /** Somebody who is gone answers no goodbye for minutes: nobody waits for that. */
    function abandon(): void {
      end(GONE)
      socket.onmessage = socket.onclose = null
      socket.close()
    }
    function ask(frame: ClientFrame): Promise<Ack> {
      const id = ('id' in frame ? frame.id : undefined) ?? newId()
      return new Promise((answer, refuse) => {
        if (state === 'ended') return refuse(unreachable('The socket ended.'))
        askers.set(id, { resolve: answer, reject: refuse })
        socket.send(JSON.stringify({ ...frame, id }))
      })
    }

    socket.onerror = () => undefined // the end of it says enough
    socket.onclose = ({ code }: { code: number }) => end(code)
    socket.onmessage = ({ data }: { data: unknown }) => {
      pinging.hear()
      takeFrame(JSON.parse(String(data)), askers, options)
    }
    socket.onopen = () => {
      state = 'open'
      clearTimeout(opened)
      pinging.start()
      const say = (frame: ClientFrame) => socket.send(JSON.stringify(frame))
      resolve({ ask, say, close: () => socket.close(1000) })
    }
  })
}

/** Whoever has said nothing from one ping to the next is gone; pages are not told of those that a server sends. */
function createPinging(socket: SocketLike, onGone: () => void) {
  let hasAnswered = true
  let timer: ReturnType<typeof setInterval> | undefined
  function ping(): void {
    if (hasAnswered) socket.send(JSON.stringify({ type: 'ping' }))
    else onGone()
    hasAnswered = false
  }
  return {
    start: () => {
      timer = setInterval(ping, PING_EVERY_MS)
    },
    hear: () => {
      hasAnswered = true
    },
    stop: () => clearInterval(timer),
  }
}

function takeFrame(
  frame: ServerFrame,
  askers: Map<string, Asker>,
  { onEvent, onRefused }: SocketOptions,
): void {
  if (frame.type === 'ack' || frame.type === 'error') {
    const asker = frame.id === undefined ? undefined : askers.get(frame.id)
    if (frame.id !== undefined) askers.delete(frame.id)
    if (frame.type === 'ack') asker?.resolve(frame)
    else if (asker !== undefined) asker.reject(refusal(frame))
    else onRefused(frame)
  } else if (frame.type !== 'pong') onEvent(frame)
}

function refusal({ code, error: message, details }: ErrorFrame): PerdureError {
  const said = details === undefined ? {} : { details }
  return new PerdureError({ status: 0, code, message, ...said })
}
