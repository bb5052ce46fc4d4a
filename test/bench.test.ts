import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { drive, type Figures } from '../bench/load.js'
import { catchStatement } from '../bench/reads.js'
import { hasFailed, table } from '../bench/report.js'
import { driveSockets, openPlain } from '../bench/socket-load.js'
import type { Database, OrganizationDb } from '../src/database/pool.js'

const FIGURES: Figures = { requests: 100, perSecond: 10, p50Ms: 1, p99Ms: 2, failed: 0 }

describe('a load', () => {
  const callers = new Set<string | undefined>()
  let count = 0
  let server: Server
  beforeAll(async () => {
    server = createServer((request, response) => {
      callers.add(request.headers.authorization)
      count += 1
      response.statusCode = count % 2 === 0 ? 503 : 200
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server.close())

  it('is as fast as what it was asked for was done, by all who asked', async () => {
    const { port } = server.address() as AddressInfo // it listens on a port
    const people = ['a', 'b', 'c'].map((authorization) => ({ authorization }))
    const url = `http://127.0.0.1:${port}/`
    const figures = await drive({ url, clients: 2, headers: {}, people, seconds: 1 })
    expect([...callers].sort()).toEqual(['a', 'b', 'c'])
    expect(figures.failed).toBeGreaterThan(figures.requests / 3)
    expect(figures.perSecond).toBeLessThan(figures.requests * 0.7)
    expect(hasFailed({ product: figures })).toBe(true)
  }, 20_000)
})

describe('a load of sockets', () => {
  let server: WebSocketServer
  let address = ''
  beforeAll(async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await new Promise((resolve) => server.once('listening', resolve))
    address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port
    let count = 0
    server.on('connection', (socket) =>
      socket.on('message', (text) => {
        const { id, body } = JSON.parse(String(text))
        count += 1
        const isRefused = count % 10 === 3
        socket.send(JSON.stringify({ type: isRefused ? 'error' : 'ack', id }))
        if (isRefused || count % 10 === 7) return // the one is refused, the other lost
        const told = JSON.stringify({ type: 'chat:message', data: { body } })
        for (const client of server.clients) client.send(told)
      }),
    )
  })
  afterAll(() => server.close())

  it('is as fast as all readers have heard it; what is lost has failed, and slows nothing down', async () => {
    const [one, two, ...readers] = await Promise.all(
      Array.from({ length: 4 }, () => openPlain(address)),
    )
    const senders = [one, two].flatMap((socket) => (socket ? [{ socket, room: 'x' }] : []))
    const began = performance.now()
    const figures = await driveSockets({ senders, readers, messages: 200, giveUpAfterMs: 500 })
    const seconds = (performance.now() - began) / 1_000
    expect(figures).toMatchObject({ requests: 200, failed: 40 })
    expect(figures.perSecond).toBeGreaterThan(160 / (seconds - 0.4))
    for (const client of [one, two, ...readers]) client?.terminate()
  })
})

describe('a row', () => {
  it('of which more than one in a hundred failed says so', () => {
    const row = { work: 'x', clients: 1, target: '' }
    const failing = { ...FIGURES, failed: 2 }
    expect(table([{ ...row, product: failing }])).toContain('**FAILED**: 2 of 100 failed')
    expect(table([{ ...row, product: FIGURES, baseline: failing }])).toContain('FAILED')
    expect(table([{ ...row, product: { ...FIGURES, failed: 1 } }])).not.toContain('FAILED')
    expect(hasFailed({ product: FIGURES, baseline: FIGURES })).toBe(false)
  })
})

it('the baseline runs what the product reads, not what it asks before', async () => {
  const query = async () => []
  const environment = { db: { query } as unknown as Database } // all that is called
  const read = async (db: OrganizationDb) => {
    await db.query('SELECT words', ['q'])
    await db.query('SELECT page', ['q', 50])
  }
  expect(await catchStatement(environment, 'organization', read)).toEqual({
    text: 'SELECT page',
    values: ['organization', 'q', 50],
    prepared: true,
  })
})
