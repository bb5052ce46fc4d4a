import { afterEach, beforeAll } from 'vitest'
import { WebSocket } from 'ws'
import { serverFrame } from '../../src/contracts/realtime/server-frames.js'
import type { World } from './world.js'

export type Frame = Record<string, any> & { type: string }

export interface TestSocket {
  socket: WebSocket
  /** All that came, in order; each is as the contract says. */
  frames: Frame[]
  send(frame: object | string): void
  /** Sends it, and gives what answers it. */
  ask(frame: Record<string, unknown>): Promise<Frame>
  /** The first that matches and was not given before; it waits for it. */
  next(type: string, matches?: (frame: Frame) => boolean): Promise<Frame>
  /** Those of a type that came so far. */
  all(type: string): Frame[]
  /** Code and reason of its end. */
  closed: Promise<{ code: number; reason: string }>
  close(): void
}

const open = new Set<WebSocket>()

export function closeSockets(): void {
  for (const socket of open) socket.terminate()
  open.clear()
}

/** The world served for sockets, each of which ends with its test. */
export function useSockets(world: World) {
  const served = {
    /** Filled before the first test. */
    url: '',
    join: async (who: string) => connect(served.url, await world.token(who)),
  }
  beforeAll(async () => {
    served.url = await world.serve()
  })
  afterEach(closeSockets)
  return served
}

/** Opens one with a token of its own; rejects with the status that refuses it. */
export async function connect(url: string, token: string, query = ''): Promise<TestSocket> {
  return openSocket(`${url}/realtime?token=${await realtimeToken(url, token)}${query}`)
}

export async function realtimeToken(url: string, token: string): Promise<string> {
  const response = await fetch(`${url}/realtime/token`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  })
  const body = (await response.json()) as { token?: string } // refusals have none
  if (body.token === undefined) throw new Error(`${response.status} ${JSON.stringify(body)}`)
  return body.token
}

export function openSocket(address: string, origin?: string): Promise<TestSocket> {
  const headers = origin === undefined ? {} : { origin }
  const socket = new WebSocket(address.replace(/^http/, 'ws'), { headers })
  open.add(socket)
  const frames: Frame[] = []
  const waiters: (() => void)[] = []
  const given = new Set<Frame>()
  let number = 0
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data))
    const parsed = serverFrame.safeParse(frame)
    if (!parsed.success) throw new Error(`no frame of ours: ${String(data)}: ${parsed.error}`)
    frames.push(frame)
    for (const wake of waiters.splice(0)) wake()
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => {
      open.delete(socket)
      for (const wake of waiters.splice(0)) wake()
      resolve({ code, reason: String(reason) })
    }),
  )
  const send = (frame: object | string) =>
    socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  const wait = async (matches: (frame: Frame) => boolean, what: string) => {
    for (const end = Date.now() + 10_000; ; ) {
      const found = frames.find((one) => !given.has(one) && matches(one))
      if (found !== undefined) {
        given.add(found)
        return found
      }
      if (Date.now() > end || socket.readyState > socket.OPEN) {
        throw new Error(`no ${what} came: ${JSON.stringify(frames)}`)
      }
      await Promise.race([
        new Promise<void>((resolve) => waiters.push(resolve)),
        new Promise((resolve) => setTimeout(resolve, 200)),
      ])
    }
  }
  const next: TestSocket['next'] = (type, matches = () => true) =>
    wait((frame) => frame.type === type && matches(frame), type)
  const ask: TestSocket['ask'] = (frame) => {
    number += 1
    const id = String(frame.id ?? `ask-${number}`)
    send({ ...frame, id })
    return wait((one) => one.id === id && /^(ack|error)$/.test(one.type), `answer to ${id}`)
  }
  const one: TestSocket = {
    ...{ socket, frames, send, ask, next, closed },
    all: (type) => frames.filter((frame) => frame.type === type),
    close: () => socket.close(),
  }
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(one))
    socket.once('unexpected-response', (_request, response) => {
      reject(new Error(String(response.statusCode)))
      socket.terminate()
    })
    socket.once('error', reject)
  })
}
