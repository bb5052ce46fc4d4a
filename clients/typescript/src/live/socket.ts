import { PerdureError } from '../errors.js'
import type { Ack, ClientFrame, LiveEvent, ServerFrame } from './frames.js'

/** What the client uses of a WebSocket: a browser's, Node's, or that of the package `ws`. */
export interface SocketLike {
  send(text: string): void
  close(code?: number): void
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
  onerror: (() => void) | null
}

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
  onClosed: (code: number) => void
  newId: () => string
}

interface Asker {
  resolve: (ack: Ack) => void
  reject: (error: unknown) => void
}

/** One socket from its opening to its end. Rejects where it can't be opened. */
export function openSocket({
  socket,
  onEvent,
  onClosed,
  newId,
}: SocketOptions): Promise<OpenSocket> {
  const askers = new Map<string, Asker>()
  const fail = () =>
    new PerdureError({ status: 0, code: 'unreachable', message: 'The socket ended.' })

  function take(frame: ServerFrame): void {
    if (frame.type === 'ack') settle(frame.id, ({ resolve }) => resolve(frame))
    else if (frame.type === 'error') settle(frame.id, ({ reject }) => reject(refusal(frame)))
    else if (frame.type !== 'pong') onEvent(frame)
  }
  function settle(id: string | undefined, how: (asker: Asker) => void): void {
    const asker = id === undefined ? undefined : askers.get(id)
    if (id === undefined || asker === undefined) return
    askers.delete(id)
    how(asker)
  }
  return new Promise((resolve, reject) => {
    let isOpen = false
    socket.onmessage = ({ data }) => take(JSON.parse(String(data)))
    socket.onerror = () => undefined // the end of it says enough
    socket.onclose = ({ code }) => {
      for (const { reject: refuse } of askers.values()) refuse(fail())
      askers.clear()
      if (isOpen) onClosed(code)
      else reject(fail())
    }
    socket.onopen = () => {
      isOpen = true
      resolve({
        ask: (frame) => {
          const id = ('id' in frame ? frame.id : undefined) ?? newId()
          return new Promise((answer, refuse) => {
            askers.set(id, { resolve: answer, reject: refuse })
            socket.send(JSON.stringify({ ...frame, id }))
          })
        },
        say: (frame) => socket.send(JSON.stringify(frame)),
        close: () => socket.close(1000),
      })
    }
  })
}

function refusal(frame: Extract<ServerFrame, { type: 'error' }>): PerdureError {
  const { code, error: message, details } = frame
  return new PerdureError({
    status: 0,
    code,
    message,
    ...(details === undefined ? {} : { details }),
  })
}
