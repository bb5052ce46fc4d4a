import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

export interface Received {
  id: string
  type: string
  sequence: number
  timestamp: string
  data: Record<string, any>
  headers: Record<string, string>
}

/** How it answers a call: a status with headers, nothing at all, or late. */
export interface Answer {
  status?: number
  headers?: Record<string, string>
  afterMs?: number
  /** It hangs up. */
  hangsUp?: boolean
}

/** Somebody's own server, which checks each signature by the library of Standard Webhooks before it takes anything. */
export async function startReceiver() {
  const received: Received[] = []
  const state = {
    secret: '',
    answer: (_: Received): Answer => ({}),
    calls: 0,
    busy: 0,
    mostBusy: 0,
    wrong: 0,
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', async () => {
      state.calls += 1
      state.busy += 1
      state.mostBusy = Math.max(state.mostBusy, state.busy)
      const text = Buffer.concat(parts).toString()
      const headers = request.headers as Record<string, string>
      const call = { ...JSON.parse(text), id: headers['webhook-id'], headers } as Received
      try {
        new Webhook(state.secret).verify(text, headers)
      } catch {
        state.wrong += 1
      }
      const { status = 204, headers: own = {}, afterMs = 0, hangsUp = false } = state.answer(call)
      if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs))
      state.busy -= 1
      if (hangsUp) return request.socket.destroy()
      if (response.destroyed) return // whoever called has not waited for it
      if (status < 300) received.push(call)
      return response.writeHead(status, own).end(status === 204 ? undefined : 'x'.repeat(100_000))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens to a port
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    state,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>
