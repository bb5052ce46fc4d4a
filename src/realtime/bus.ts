import { randomUUID } from 'node:crypto'

/** What instances tell each other at once, and nobody later. */
export type BusMessage =
  | {
      kind: 'typing'
      organizationId: string
      room: string
      userId: string
      name: string
      visibility: 'public' | 'internal'
      at: string
    }
  /** Who of the instance's people looks at a ticket. */
  | {
      kind: 'viewers'
      organizationId: string
      room: string
      users: { id: string; name: string }[]
    }
  /** The instance has begun, and knows nothing of the others; it has ended; it is still there. */
  | { kind: 'hello' | 'goodbye' | 'alive' }
  /** Events were numbered. */
  | { kind: 'numbered' }

type Receive = (message: BusMessage, from: string) => void

export interface Bus {
  /** This instance's name; it hears itself, too, at once. */
  readonly name: string
  publish(message: BusMessage): void
  on(receive: Receive): void
  /** Whether the others hear it. */
  isUp(): boolean
  stop(): Promise<void>
}

/** What carries texts between instances. It may lose some: nothing rests on one being heard. */
export interface Carrier {
  /** No text is longer than this. */
  readonly maxBytes: number
  send(text: string): Promise<unknown>
  /** A text that any instance has sent; undefined when some may have been missed. */
  receive(listener: (text: string | undefined) => void): void
  isUp(): boolean
  stop(): Promise<void>
}

const GATHER_MS = 20

/** The one port: whatever carries it, messages of some milliseconds go together. */
export function createBus(carrier: Carrier, onError: (error: unknown) => void): Bus {
  const name = randomUUID()
  const receivers: Receive[] = []
  let waiting: string[] = []
  let timer: NodeJS.Timeout | undefined

  function deliver(message: BusMessage, from: string): void {
    for (const receive of receivers) receive(message, from)
  }

  function flush(): void {
    timer = undefined
    const texts = packTexts(name, waiting, carrier.maxBytes)
    waiting = []
    for (const text of texts) carrier.send(text).catch(onError)
  }

  carrier.receive((text) => {
    if (text === undefined) return deliver({ kind: 'numbered' }, name)
    const { from, messages } = JSON.parse(text) as { from: string; messages: BusMessage[] } // of our own making
    if (from !== name) for (const message of messages) deliver(message, from)
  })
  return {
    name,
    publish: (message) => {
      deliver(message, name)
      waiting.push(JSON.stringify(message))
      timer ??= setTimeout(flush, GATHER_MS)
    },
    on: (receive) => void receivers.push(receive),
    isUp: carrier.isUp,
    stop: async () => {
      clearTimeout(timer)
      flush()
      await carrier.stop()
    },
  }
}

/** As few texts as hold them all; a message that is too long for any is left out. */
function packTexts(from: string, messages: readonly string[], maxBytes: number): string[] {
  const wrap = (parts: readonly string[]) => `{"from":"${from}","messages":[${parts.join(',')}]}`
  const texts: string[] = []
  let parts: string[] = []
  for (const message of messages) {
    if (Buffer.byteLength(wrap([...parts, message])) > maxBytes) {
      if (parts.length > 0) texts.push(wrap(parts))
      parts = []
    }
    if (Buffer.byteLength(wrap([message])) <= maxBytes) parts.push(message)
  }
  return parts.length > 0 ? [...texts, wrap(parts)] : texts
}
