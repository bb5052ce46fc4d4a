import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drive, type Figures } from '../bench/load.js'
import { catchStatement } from '../bench/reads.js'
import { hasFailed, table } from '../bench/report.js'
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
  })
})
