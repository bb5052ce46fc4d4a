import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld()
const KIB = 1024
const MIB = 1024 * KIB

/** A body without end and without a length, which says how much of it was read. */
function endlessBody() {
  const read = { bytes: 0 }
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        read.bytes += 64 * KIB
        controller.enqueue(new Uint8Array(64 * KIB).fill(0x20))
      },
    },
    { highWaterMark: 0 },
  )
  return { read, stream }
}

async function post(path: string, stream: ReadableStream, who?: string) {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' }
  if (who !== undefined) headers.Authorization = `Bearer ${await world.token(who)}`
  const init: RequestInit = { method: 'POST', headers, body: stream, duplex: 'half' }
  const answer = await world.app.request(`/api/v1${path}`, init)
  return answer.json()
}

describe('a body without end', () => {
  it('is not read for somebody who has not signed in', async () => {
    const { read, stream } = endlessBody()
    expect(await post('/tickets', stream)).toMatchObject({ status: 401, code: 'unauthenticated' })
    expect(read.bytes).toBe(0)
  })
  it('is cut at the limit while it is read', async () => {
    const { read, stream } = endlessBody()
    expect(await post('/tickets', stream, 'requester')).toMatchObject({
      status: 413,
      code: 'too_large',
    })
    expect(read.bytes).toBe(MIB + 64 * KIB)
  })
  it('is cut before anybody asks whether a role allows the operation', async () => {
    const { read, stream } = endlessBody()
    const path = '/moderator/tickets/T-1/approve'
    expect(await post(path, stream, 'requester')).toMatchObject({ status: 413 })
    expect(read.bytes).toBe(MIB + 64 * KIB)
  })
  it('is cut much earlier where nobody has to sign in', async () => {
    const { read, stream } = endlessBody()
    expect(await post('/auth/login', stream)).toMatchObject({ status: 413, code: 'too_large' })
    expect(read.bytes).toBe(64 * KIB)
  })
})

describe('by the socket', () => {
  const server = serve({ fetch: (incoming) => world.app.fetch(incoming), port: 0 })
  beforeAll(async () => {
    if (!server.listening) await once(server, 'listening')
  })
  afterAll(() => server.close())

  /** Sends chunks for as long as nothing is answered. */
  async function sendChunks(headers: Record<string, string>, chunk: string, max = Infinity) {
    const { port } = server.address() as AddressInfo // it listens to a port, not to a path
    const outgoing = request({ port, method: 'POST', path: '/api/v1/tickets', headers })
    outgoing.on('error', () => {}) // the server may close while more is sent
    const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>
    let isAnswered = false
    void answered.then(() => {
      isAnswered = true
    })
    for (let sent = 0; !isAnswered && sent < max; sent += 1) {
      outgoing.write(chunk)
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (max < Infinity) outgoing.end()
    const [incoming] = await answered
    let text = ''
    for await (const part of incoming) text += part
    outgoing.destroy()
    return { status: incoming.statusCode, body: JSON.parse(text) }
  }
  async function signedIn() {
    return {
      authorization: `Bearer ${await world.token('requester')}`,
      'content-type': 'application/json',
    }
  }

  it('a body in chunks is answered as soon as it is refused', async () => {
    const chunk = ' '.repeat(64 * KIB)
    expect((await sendChunks({}, chunk)).body.code).toBe('unauthenticated')
    expect((await sendChunks(await signedIn(), chunk)).body.code).toBe('too_large')
  })
  it('a body in chunks, or of a said length, is taken', async () => {
    const text = JSON.stringify(await world.newTicket({ title: 'In chunks' }))
    expect((await sendChunks(await signedIn(), text, 1)).status).toBe(201)
    const headers = { ...(await signedIn()), 'content-length': String(Buffer.byteLength(text)) }
    expect((await sendChunks(headers, text, 1)).status).toBe(201)
  })
  it('a length that is too large is refused before the body comes', async () => {
    const headers = { ...(await signedIn()), 'content-length': String(2 * MIB) }
    expect((await sendChunks(headers, ' ')).body.code).toBe('too_large')
  })
})

describe('members that every object has', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is refused as any other that is not listed',
    async (name) => {
      const ticket = JSON.stringify(await world.newTicket())
      const body = `${ticket.slice(0, -1)},"${name}":{"isDraft":true}}`
      const answer = await world.call('requester', 'POST', '/tickets', body)
      expect(answer.body).toMatchObject({ status: 400, code: 'validation_failed' })
      expect(Object.entries(answer.body.details)).toEqual([[name, ['is not a known member']]])
      const empty = await world.call('requester', 'POST', '/auth/logout', `{"${name}":1}`)
      expect(empty.body.code).toBe('validation_failed')
    },
  )
  it('__proto__ is refused where members are free, too', async () => {
    const ticket = JSON.stringify(await world.newTicket())
    const body = `${ticket.slice(0, -1)},"customFields":{"__proto__":"x"}}`
    const answer = await world.call('requester', 'POST', '/tickets', body)
    expect(answer.body).toMatchObject({
      status: 400,
      details: { 'customFields.__proto__': ['is not a known member'] },
    })
  })
  it('a query of them is refused', async () => {
    const answer = await world.call('requester', 'GET', '/tickets?constructor=1')
    expect(answer.body).toMatchObject({ status: 400, code: 'validation_failed' })
    expect((await world.app.request('/docs/constructor')).status).toBe(404)
  })
})
