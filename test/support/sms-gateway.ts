import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

export const SMS_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

export interface Texted {
  id: string
  to: string
  text: string
  at: string
}

/** A gateway that passes on each message once, if its signature is right. */
export async function startSmsGateway() {
  const passedOn = new Map<string, Texted>()
  const state = { status: 202, calls: 0 }
  const webhook = new Webhook(SMS_SECRET)
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      state.calls += 1
      if (state.status === 0) return request.socket.destroy()
      // it throws for what was not signed with the secret, and so answers nothing
      const headers = request.headers as Record<string, string>
      const message = webhook.verify(Buffer.concat(parts).toString(), headers) as Texted
      if (headers['webhook-id'] !== message.id) return request.socket.destroy()
      if (state.status < 300) passedOn.set(message.id, message)
      return response.writeHead(state.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens to a port
  return {
    env: { SMS_GATEWAY_URL: `http://127.0.0.1:${port}/send`, SMS_GATEWAY_SECRET: SMS_SECRET },
    state,
    passedOn,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type SmsGateway = Awaited<ReturnType<typeof startSmsGateway>>
