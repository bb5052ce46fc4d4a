import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BODIES } from '../support/access.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

/**
 * The most CPU time that may pass without the event loop coming round. Fifty milliseconds are what a request may take
 * of everybody's time; the bound is wider, because the machine of a test may be slow, and far below what a comparison
 * of everything with everything, or a body that is walked again and again, costs: seconds. CPU time and not the clock,
 * because neighbours take of the clock.
 */
const MOST_AT_ONCE_MS = 250

let ticker: NodeJS.Timeout
let worst = 0
beforeEach(() => {
  worst = 0
  let before = process.cpuUsage()
  ticker = setInterval(() => {
    const { user, system } = process.cpuUsage(before)
    worst = Math.max(worst, (user + system) / 1_000)
    before = process.cpuUsage()
  }, 1)
})
afterEach(() => {
  clearInterval(ticker)
  expect(worst).toBeLessThan(MOST_AT_ONCE_MS)
})

interface Operation {
  method: string
  path: string
  parameters: string[]
}

/** Every operation that the document has, so that the next route is met too. */
async function listOperations(): Promise<Operation[]> {
  const { body } = await world.call<{ paths: Record<string, Record<string, any>> }>(
    null,
    'GET',
    '/openapi.json',
  )
  return Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [] }]) => ({
      method: method.toUpperCase(),
      path,
      parameters: parameters
        .filter((parameter: { in: string }) => parameter.in === 'query')
        .map(({ name }: { name: string }) => name),
    })),
  )
}

const isSignIn = (path: string) => path.startsWith('/auth/')

async function send(operation: Operation, target: string, body?: string) {
  const answer = await world.call('admin', operation.method, target, body)
  await setImmediate() // what is answered without a wait would add up to the next request's time
  const label = `${operation.method} ${target.slice(0, 200)} ${body?.slice(0, 60) ?? ''}`
  expect(answer.status, label).toBeLessThan(500)
  if (answer.status >= 400) expect(answer.body.code, label).toEqual(expect.any(String))
  return answer
}

const LONG = 'x'.repeat(10_000)
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']
const forge = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

const VALUES = [
  LONG,
  '%00',
  '%ED%A0%80',
  '-zzz',
  '"',
  "'; DROP TABLE ticket; --",
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-23:00',
  '1e999',
  '-1',
  forge('id', 'abc'),
  forge('-createdAt', 'abc'),
  forge('seq', '99999999999999999999'),
  forge('queue', 'x', 'y'),
]

const IDS = [LONG, '__proto__', '%00', '..%2F..', 'T-99999999999999999999', '%F0%9F%98%80', '%']

const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const BODY_TEXTS = [
  nest(33),
  nest(100_000),
  `{"a":${nest(40)}}`,
  JSON.stringify(Array.from({ length: 1_001 }, () => 0)),
  JSON.stringify({ a: Array.from({ length: 200_000 }, () => 0) }),
  JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`m${i}`, i]))),
  JSON.stringify({ title: 'x'.repeat(900_000) }),
  '"\\u0000"',
  '{"title":"\\ud800"}',
  'null',
  '0',
  '[]',
  '{"a":1e999}',
  '{',
]

describe('every operation', () => {
  it('refuses ids of any kind without failing', async () => {
    for (const operation of await listOperations()) {
      if (!operation.path.includes('{')) continue
      for (const id of IDS) {
        const body = operation.method === 'GET' ? undefined : '{}'
        const answer = await send(operation, operation.path.replace(/\{\w+\}/g, id), body)
        expect(answer.status).toBeGreaterThanOrEqual(400)
      }
    }
  })

  it('refuses query parameters of any kind without failing', async () => {
    for (const operation of await listOperations()) {
      if (operation.method !== 'GET') continue
      const path = operation.path.replace(/\{\w+\}/g, 'T-0')
      for (const name of NAMES) {
        const answer = await send(operation, `${path}?${name}=1`)
        if (operation.parameters.length > 0) expect(answer.status, path).toBe(400)
      }
      for (const name of operation.parameters) {
        for (const value of VALUES)
          await send(operation, `${path}?${name}=${encodeURIComponent(value)}`)
        const many = Array.from({ length: 300 }, () => `${name}=x`).join('&')
        await send(operation, `${path}?${many}`)
      }
    }
  })

  it('refuses bodies of any kind without failing', async () => {
    for (const operation of await listOperations()) {
      if (operation.method === 'GET') continue
      const path = operation.path.replace(/\{\w+\}/g, 'T-0')
      for (const text of BODY_TEXTS) {
        const answer = await send(operation, path, text)
        expect(answer.status, `${path} ${text.slice(0, 40)}`).toBeGreaterThanOrEqual(400)
      }
    }
  })

  it('refuses members that every object has, and hostile values of its own', async () => {
    for (const operation of await listOperations()) {
      const { method, path } = operation
      if (method === 'GET') continue
      const target = path.replace(/\{\w+\}/g, 'T-0')
      const valid = (BODIES[`${method} ${path}`] ?? {}) as Record<string, unknown> // of the access table
      for (const name of NAMES) {
        const members = JSON.stringify(valid).slice(1, -1)
        const text = `{${members}${members === '' ? '' : ','}"${name}":{"a":1}}`
        const answer = await send(operation, target, text)
        if (method !== 'DELETE') expect(answer.status, `${path} ${name}`).toBe(400)
      }
      for (const member of isSignIn(path) ? [] : Object.keys(valid)) {
        for (const value of [LONG, '9999-12-31T23:59:59-23:00', -1, null, {}, [LONG], true]) {
          await send(operation, target, JSON.stringify({ ...valid, [member]: value }))
        }
      }
    }
  })

  it('signs nobody in by any of it', async () => {
    for (const value of [...VALUES, ...NAMES]) {
      const answer = await world.call(null, 'POST', '/auth/login', {
        login: value,
        password: value,
      })
      expect([400, 401, 413], value.slice(0, 40)).toContain(answer.status)
      const token = { Authorization: `Bearer ${value.replace(/[^\x20-\x7e]/g, '')}` }
      expect((await world.call(null, 'GET', '/users/me', undefined, token)).status).toBe(401)
    }
  })
})

describe('a hundred and more tickets as long as may be', () => {
  const TICKETS = 200

  beforeAll(async () => {
    const words = Array.from({ length: 8_000 }, (_, i) => `word${i}`).join(' ')
    for (let i = 0; i < TICKETS; i += 1) {
      const description = `${i} ${words}`.slice(0, 65_536)
      await world.file('requester', await world.newTicket({ title: `Long ${i}`, description }))
    }
  }, 300_000)

  it('hold nobody up, whatever list shows them', async () => {
    const { id } = await world.file()
    for (const { method, path, parameters } of await listOperations()) {
      if (method !== 'GET' || !parameters.includes('limit')) continue
      const target = path.replace('/users/{id}', '/users/me').replace('{id}', id)
      const who = path.startsWith('/moderator') ? 'moderator' : 'admin'
      const answer = await world.call(who, 'GET', `${target}?limit=200`)
      expect(answer.status, path).toBe(200)
    }
  }, 300_000)
})
